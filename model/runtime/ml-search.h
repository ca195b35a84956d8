/* ml-search.h: how a name or an attribute is found, told to a closeup
 *
 * A look-up is noted before the instruction that does it: afterwards the object whose attribute was
 * read may be gone. Noting it runs no code of the program.
 */
#pragma once

#include "ml-frame.h"

G_BEGIN_DECLS

/* Zero: nothing was looked up. */
typedef struct
{
  MlFound place;
  MlObject     *name;      /* borrowed from the code */
  MlSerial      owner;
  GPtrArray    *asked;     /* of MlType, borrowed, in their order; NULL if there are none */
  GArray       *classes;   /* their serials, once they are told */
} MlSearchNote;

void      ml_search_note_clear (MlSearchNote        *self);

/* Notes what instruction @at of @frame, which is about to run, is going to look up. */
void      ml_search_note_take  (MlHeap              *heap,
                                MlFrame             *frame,
                                const MlInstruction *at,
                                MlSearchNote        *self);

/* Tells the journal of the classes that were asked. What is returned points into @self. */
MlSearch  ml_search_note_tell  (MlHeap              *heap,
                                MlSearchNote        *self);

G_END_DECLS
