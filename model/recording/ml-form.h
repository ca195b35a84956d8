/* ml-form.h: how a stretch of steps is written in few bytes
 *
 * A program that runs a line again mostly does what it did before, to other objects. So a step is
 * written as a *form*, which stands once on the tape, and the *numbers* in which it differs from
 * others of that form. A form tells of references by what they are here ("what was born last",
 * "what this slot let go of"), and such a reference needs no number.
 *
 *   stretch   length of the steps | newest, frame, caller, depth before it | steps | numbers
 *   step      number of its form plus one; or 0, length of the form, form | numbers of the step
 *   form      head, depth, span | deltas
 *   delta     type | what belongs to it
 *
 * Steps stand before the numbers of their deltas, so they can be read alone. All is in varints and
 * single bytes.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A longer form stands in its stretch: nothing else will be like it. */
#define ML_FORM_LONGEST 1024

/* The head of a step: its event, its frame, and which numbers follow. */
#define ML_FORM_EVENT    0x0f
#define ML_FORM_FRAME    0x30
#define ML_FORM_VALUE    0x40
#define ML_FORM_OLD_SPAN 0x80  /* not that of the frame's last step in this stretch */

typedef enum
{
  ML_FORM_FRAME_SAME   = 0x00,  /* as of the step before */
  ML_FORM_FRAME_CALLER = 0x10,  /* to which a return leads */
  ML_FORM_FRAME_NUMBER = 0x20,
  ML_FORM_FRAME_NONE   = 0x30
} MlFormFrame;

/* A reference. */
typedef enum
{
  ML_FORM_NOTHING,
  ML_FORM_SAME,     /* the thing of the delta before */
  ML_FORM_KNOWN,    /* what the slot was set to in this stretch */
  ML_FORM_GONE,     /* what a slot let go of last */
  ML_FORM_RUNNING,  /* the frame of the step before */
  ML_FORM_CALLER,   /* the frame that entered it */
  ML_FORM_RESULT,   /* the value of the step before */
  ML_FORM_LITERAL,  /* a serial, which follows: something that stays for long */
  ML_FORM_NEAR,     /* a number: so much older than what was born last */
  ML_FORM_FAR,      /* a number: the serial */
  ML_FORM_BORN,     /* what was born last; the one before; ... */
} MlFormReference;

#define ML_FORM_N_BORN 6

/* An index, in the upper bits of the byte that tells the region. */
typedef enum
{
  ML_FORM_INDEX_LITERAL = 0x00,  /* it follows */
  ML_FORM_INDEX_NUMBER  = 0x08,  /* a number: the difference from the item that was set last */
  ML_FORM_INDEX_AGAIN   = 0x10,
  ML_FORM_INDEX_NEXT    = 0x18,
  ML_FORM_INDEX_BEFORE  = 0x20
} MlFormIndex;

#define ML_FORM_REGION 0x07
#define ML_FORM_INDEX  0x38

/* The head of traits. */
#define ML_FORM_TYPE     0x03  /* of the value */
#define ML_FORM_SIZE     0x04  /* a number, not in the form */
#define ML_FORM_CAPACITY 0x08  /* there is one, a number */
#define ML_FORM_SPAN     0x10  /* there is one, a number */
#define ML_FORM_ADDRESS  0xe0

typedef enum
{
  ML_FORM_ADDRESS_NONE   = 0x00,
  ML_FORM_ADDRESS_NUMBER = 0x20,  /* the difference from the last of this shape */
  ML_FORM_ADDRESS_STEP   = 0x40,  /* the same, in the form */
  ML_FORM_ADDRESS_FREED  = 0x60,  /* one of those freed last, and the ones above */
} MlFormAddress;

G_END_DECLS
