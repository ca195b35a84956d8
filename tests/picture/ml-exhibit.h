/* ml-exhibit.h: a program of the gallery, and the picture of it that is shown
 *
 * Each program in gallery/ has one picture: of its last step, or of the moment before the line that
 * is marked "# picture: here" runs for the last time. A line "# picture: types" or "# picture:
 * lifetimes" asks for another view than that of memory.
 */
#pragma once

#include "ml-playback.h"

G_BEGIN_DECLS

typedef struct
{
  char        *name;       /* "07-linked-list" */
  MlRecording *recording;
  MlStep       step;
  MlView       view;
} MlExhibit;

/* The programs in @folder, sorted: their paths. (transfer full) */
GPtrArray *ml_exhibit_list (const char *folder);

/* Runs the program. NULL with @error. (transfer full) */
MlExhibit *ml_exhibit_load (const char  *path,
                            GError     **error);

/* Its picture as an outline, objects numbered as they come. (transfer full) */
char      *ml_exhibit_describe (const MlExhibit *self);
void       ml_exhibit_free (MlExhibit   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlExhibit, ml_exhibit_free)

G_END_DECLS
