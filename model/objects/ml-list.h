/* ml-list.h: list
 *
 * A list owns an array that has room for more items than there are, so that appending is quick. How
 * much room, and when it shrinks, is CPython's: sys.getsizeof and the recording show it.
 *
 * Always true:
 *   - items[0..length) are objects; what stands behind is not looked at;
 *   - capacity is 0 if and only if items is NULL.
 *
 * Items are ML_REGION_ITEM, by index; they are let go of last to first.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject   object;
  gsize      length;
  gsize      capacity;
  MlObject **items;
} MlList;

extern const MlTypeSpec ml_list_spec;
extern const MlTypeSpec ml_list_iterator_spec;
extern const MlTypeSpec ml_list_reverse_iterator_spec;

/* Making. A new reference, or NULL with MemoryError. */

MlObject *ml_list_new           (MlHeap           *heap);

/* An empty list with room for exactly @capacity items. */
MlObject *ml_list_new_with_room (MlHeap           *heap,
                                 gsize             capacity);

/* A list of exactly @length places; takes over the caller's references, in failure too. What a
 * display does. */
MlObject *ml_list_new_take      (MlHeap           *heap,
                                 MlObject        **items,
                                 gsize             length);
MlObject *ml_list_new_from      (MlHeap           *heap,
                                 MlObject *const  *items,
                                 gsize             length);

/* list(iterable) */
MlObject *ml_list_from_iterable (MlHeap           *heap,
                                 MlObject         *iterable);

/* Changing. FALSE with an exception. */

gboolean  ml_list_append        (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject         *item);

/* Steals @item, in failure too. */
gboolean  ml_list_append_take   (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject         *item);

/* @index is fitted into the list as list.insert does. */
gboolean  ml_list_insert        (MlHeap           *heap,
                                 MlObject         *self,
                                 gssize            index,
                                 MlObject         *item);
gboolean  ml_list_extend        (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject         *iterable);

/* Puts the items of @values (NULL: none) in the place of items @start to before @end, both within
 * the list. */
gboolean  ml_list_set_slice     (MlHeap           *heap,
                                 MlObject         *self,
                                 gsize             start,
                                 gsize             end,
                                 MlObject         *values);
void      ml_list_clear         (MlHeap           *heap,
                                 MlObject         *self);
gboolean  ml_list_reverse       (MlHeap           *heap,
                                 MlObject         *self);

/* list.sort(). @key may be NULL. */
gboolean  ml_list_sort          (MlHeap           *heap,
                                 MlObject         *self,
                                 MlObject         *key,
                                 gboolean          reverse);

/* A list of items @start to before @end. */
MlObject *ml_list_slice         (MlHeap           *heap,
                                 MlObject         *self,
                                 gsize             start,
                                 gsize             end);
MlObject *ml_list_to_tuple      (MlHeap           *heap,
                                 MlObject         *self);

/* Among the object's flags: it is being sorted and nobody has touched it since. */
#define ML_LIST_SORTING ML_OBJECT_PRIVATE

/* Takes out the item at @index, which must be there; the caller owns it. The list keeps its room, as
 * `del l[i]` leaves it. */
MlObject *ml_list_take_out      (MlHeap           *heap,
                                 MlList           *self,
                                 gsize             index);

/* Gives back room if less than half of it is used. */
void      ml_list_tidy          (MlHeap           *heap,
                                 MlList           *self);

/* Puts the items in a new order: the one at index i was at @order[i]. */
void      ml_list_permute       (MlHeap           *heap,
                                 MlList           *self,
                                 const guint32    *order);

/* Sets room for @length items, by CPython's rule of growth, and the length with it: new places are
 * empty and to be filled at once. The items that fall away must have been taken out before. For the
 * files of list alone. */
gboolean  ml_list_resize        (MlHeap           *heap,
                                 MlList           *self,
                                 gsize             length);

static inline gboolean
ml_is_list (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_LIST) != 0;
}

static inline gsize
ml_list_get_length (gconstpointer self)
{
  return ((const MlList *) self)->length;
}

/* Borrowed. */
static inline MlObject *
ml_list_get (gconstpointer self,
             gsize         index)
{
  return ((const MlList *) self)->items[index];
}

/* Replaces the item at @index, which must be there; steals @item. */
static inline void
ml_list_set (MlHeap   *heap,
             MlObject *self,
             gsize     index,
             MlObject *item)
{
  ml_heap_store (heap, self, ML_SLOT (ML_REGION_ITEM, index), &((MlList *) self)->items[index],
                 item);
}

G_END_DECLS
