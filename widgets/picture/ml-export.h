/* ml-export.h: writes pictures of a recording to files
 *
 * PNG, SVG, PDF or text, by the name's ending. A file is written whole or not at all. The same
 * recording gives the same bytes.
 */
#pragma once

#include "ml-playback.h"
#include "ml-theme.h"

G_BEGIN_DECLS

#define ML_EXPORT_ERROR (ml_export_error_quark ())

typedef enum
{
  ML_EXPORT_ERROR_FORMAT,   /* the name's ending is not one of those known */
  ML_EXPORT_ERROR_STEP,     /* no such step */
  ML_EXPORT_ERROR_SIZE,     /* larger than a picture can be */
  ML_EXPORT_ERROR_WRITE
} MlExportError;

typedef struct
{
  MlView        view;
  MlDetail      detail;
  MlThemeId     theme;
  double        scale;      /* pixels for each unit; 0 for 1 */
  guint         width;      /* in pixels, to fit the picture into; 0: as large as it is */
  guint         height;
  const char   *title;      /* may be NULL */
  const MlStep *steps;      /* several: numbered files, or the pages of one PDF */
  guint         n_steps;
  const guint  *numbers;    /* what each is called in its file's name, by which it may be told from
                             * others at the same step; NULL: the step */
  guint         last_number;
} MlExportOptions;

GQuark   ml_export_error_quark (void);

gboolean ml_export             (MlRecording            *recording,
                                const MlExportOptions  *options,
                                const char             *path,
                                GError                **error);

G_END_DECLS
