/* ml-operands.h: operands leave the evaluation stack, their result takes their place
 *
 * Each works on the running frame, whose `top` is up to date. An operand is taken off the stack
 * before it is released, and the result is on it by then: whoever looks, from a __del__ say, finds a
 * holder for every reference.
 */
#pragma once

#include "ml-frame.h"

G_BEGIN_DECLS

/* Releases the item at @at, if there is one, while the stack shows that it is gone. */
static inline void
ml_operand_release (MlHeap    *heap,
                    MlObject **at)
{
  MlObject *item = g_steal_pointer (at);

  if (item != NULL)
    ml_unref (heap, item);
}

/* Releases the @n topmost items, the lowest first, and puts @result (steals it) in their place.
 * What dies of that sees the rest and the result held by the stack. */
static inline void
ml_operands_replace (MlHeap   *heap,
                     MlFrame  *frame,
                     guint     n,
                     MlObject *result)
{
  MlObject **base = frame->top - n;

  *frame->top++ = result;

  for (guint i = 0; i < n; i++)
    ml_operand_release (heap, &base[i]);

  base[0] = result;
  frame->top = base + 1;
}

/* The same for a call: the arguments are released first, in their order, then what was called. */
static inline void
ml_operands_replace_call (MlHeap   *heap,
                          MlFrame  *frame,
                          guint     n,
                          MlObject *result)
{
  MlObject **base = frame->top - n;

  *frame->top++ = result;

  for (guint i = 1; i < n; i++)
    ml_operand_release (heap, &base[i]);

  ml_operand_release (heap, &base[0]);
  base[0] = result;
  frame->top = base + 1;
}

/* Drops the @n topmost items, the lowest first. */
static inline void
ml_operands_release (MlHeap  *heap,
                     MlFrame *frame,
                     guint    n)
{
  MlObject **base = frame->top - n;

  for (guint i = 0; i < n; i++)
    ml_operand_release (heap, &base[i]);

  frame->top = base;
}

/* The end of an instruction that gives @result: ml_operands_replace(). If that is NULL, FALSE: the
 * operands die before anybody is told of the exception. */
static inline gboolean
ml_operands_finish (MlHeap   *heap,
                    MlFrame  *frame,
                    guint     n,
                    MlObject *result)
{
  if (result == NULL)
    {
      ml_operands_release (heap, frame, n);
      return FALSE;
    }

  ml_operands_replace (heap, frame, n, result);

  return TRUE;
}

/* The end of an instruction that gives nothing: drops the @n topmost items, the lowest first, and
 * returns @done. */
static inline gboolean
ml_operands_drop (MlHeap   *heap,
                  MlFrame  *frame,
                  guint     n,
                  gboolean  done)
{
  ml_operands_release (heap, frame, n);

  return done;
}

G_END_DECLS
