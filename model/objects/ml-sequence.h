/* ml-sequence.h: what list and tuple do alike
 *
 * Both are arrays of objects. A list may change while one of these runs code of the program's, and
 * its items are held while they are compared.
 */
#pragma once

#include "ml-list.h"
#include "ml-tuple.h"

G_BEGIN_DECLS

/* The items of a list or tuple as they stand now, borrowed. */
static inline MlObject *const *
ml_sequence_get_items (gconstpointer  self,
                       gsize         *length)
{
  if (ml_is_list (self))
    {
      *length = ml_list_get_length (self);
      return ((const MlList *) self)->items;
    }

  *length = ml_tuple_get_length (self);

  return ((const MlTuple *) self)->items;
}

/* Items between @open and @close, "..." where the object stands inside itself. */
MlObject *ml_sequence_repr      (MlHeap           *heap,
                                 MlObject         *self,
                                 const char       *open,
                                 const char       *close);

/* Item by item, @other is of the same kind. */
MlObject *ml_sequence_compare   (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject         *other,
                                 MlCompare         how);

/* The index of the first item in [start, stop) that equals @value; -1: none; -2: failed. */
gssize    ml_sequence_find      (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject         *value,
                                 gsize             start,
                                 gsize             stop);
int       ml_sequence_contains  (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject         *value);

/* The methods index(value, start=0, stop=maxsize) and count(value). */
MlObject *ml_sequence_index     (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject *const  *args,
                                 gsize             n_args,
                                 MlObject         *kw_names);
MlObject *ml_sequence_count     (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject *const  *args,
                                 gsize             n_args,
                                 MlObject         *kw_names);

/* Reads @key as the index of one of @length items; negative ones count from the end. FALSE with an
 * exception: IndexError says @out_of_range. */
gboolean  ml_sequence_read_index (MlHeap          *heap,
                                  MlObject        *key,
                                  gsize            length,
                                  const char      *out_of_range,
                                  gsize           *index);

/* Whether @key can be an index at all: an int or an object with __index__. */
gboolean  ml_sequence_is_index  (MlObject         *key);

/* The bytes of @length times @n items, or FALSE with MemoryError. */
gboolean  ml_sequence_check_repeat (MlHeap        *heap,
                                    gsize          length,
                                    gssize         n);

G_END_DECLS
