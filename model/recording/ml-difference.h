/* ml-difference.h: what is otherwise at one step than at another
 *
 * Two memories of one run are compared, wherever they are: which things are there in one alone,
 * which hold or are something else, which have another count. Evaluation stacks are not compared.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef enum
{
  ML_DIFFERENCE_BORN,     /* in the second memory alone */
  ML_DIFFERENCE_FREED,    /* in the first alone */
  ML_DIFFERENCE_CHANGED,  /* a slot, its value, its size, its type */
  ML_DIFFERENCE_COUNTED   /* nothing but its count */
} MlDifferenceType;

typedef struct
{
  MlSerial         serial;
  MlDifferenceType type;
  guint32          old_count, new_count;  /* 0 where it does not live */
} MlDifference;

/* A name, attribute, item or field; 0: nothing stands there. */
typedef struct
{
  MlSlot   slot;
  MlSerial old, new;
} MlSlotDifference;

/* An array of MlDifference, by age. The cost grows with what lives, or, between near steps, with
 * what happened. (transfer full) */
GArray *ml_difference_list       (MlMemory *from,
                                  MlMemory *to);

/* What the slots of a thing held and hold: an array of MlSlotDifference. (transfer full) */
GArray *ml_difference_list_slots (MlMemory *from,
                                  MlMemory *to,
                                  MlSerial  serial);

G_END_DECLS
