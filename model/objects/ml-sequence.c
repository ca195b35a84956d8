/* ml-sequence.c: what list and tuple do alike */
#include "ml-sequence.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"

/* What an item's __repr__() needs, it holds itself: a container in ml_repr_enter(), an instance in
 * its method's frame. */
static gboolean
append_items (MlHeap *heap, MlObject *self, MlStrBuilder *builder)
{
  for (gsize i = 0;; i++)
    {
      gsize length;
      MlObject *const *items = ml_sequence_get_items (self, &length);

      if (i >= length)
        return TRUE;

      if (i > 0)
        ml_str_builder_append_ascii (builder, ", ", 2);

      if (!ml_repr_to_builder (heap, builder, items[i]))
        return FALSE;
    }
}

MlObject *
ml_sequence_repr (MlHeap *heap, MlObject *self, const char *open, const char *close)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlObject *held = self;
  MlNative native;
  gsize length;
  gboolean done;

  ml_str_builder_append_utf8 (&builder, open, -1);

  if (ml_repr_enter (heap, &native, &held))
    {
      ml_str_builder_append_ascii (&builder, "...", 3);
      done = TRUE;
    }
  else
    {
      done = append_items (heap, self, &builder);
      ml_sequence_get_items (self, &length);

      if (length == 1 && ml_is_tuple (self))
        ml_str_builder_append (&builder, ',');

      ml_repr_leave (heap, &native);
    }

  if (!done)
    return NULL;

  ml_str_builder_append_utf8 (&builder, close, -1);

  return ml_str_builder_end (&builder);
}

/* The first @n_held of the two are held while __eq__ may run. What a tuple holds needs no more, and
 * what is looked for is the caller's. */
static int
compare_items (MlHeap *heap, MlObject *left, MlObject *right, guint n_held)
{
  MlObject *held[2] = { left, right };
  MlNative native;
  int equal;

  if (left == right)
    return 1;

  if (ml_is_word (heap, left) && ml_is_word (heap, right))
    return ml_int_get_word (left) == ml_int_get_word (right);

  for (guint i = 0; i < n_held; i++)
    ml_ref (held[i]);

  ml_native_enter (heap, &native, "comparison", held, n_held);
  equal = ml_compare_bool (heap, left, right, ML_EQUAL);
  ml_native_leave (heap, &native);

  return equal;
}

/* The first index at which the two differ, G_MAXSIZE with an exception; the shorter one's length if
 * they do not. */
static gsize
find_difference (MlHeap *heap, MlObject *self, MlObject *other)
{
  for (gsize i = 0;; i++)
    {
      gsize n_left, n_right;
      MlObject *const *left = ml_sequence_get_items (self, &n_left);
      MlObject *const *right = ml_sequence_get_items (other, &n_right);
      int equal;

      if (i >= n_left || i >= n_right)
        return i;

      equal = compare_items (heap, left[i], right[i], ml_is_list (self) ? 2 : 0);

      if (equal < 0)
        return G_MAXSIZE;

      if (!equal)
        return i;
    }
}

static gboolean
compare_lengths (gsize left, gsize right, MlCompare how)
{
  return ml_int_compare_words ((gint64) left, (gint64) right, how);
}

MlObject *
ml_sequence_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  MlObject *const *left, *const *right;
  MlObject *held[2];
  MlObject *result;
  MlNative native;
  gsize n_left, n_right;
  gsize i;

  ml_sequence_get_items (self, &n_left);
  ml_sequence_get_items (other, &n_right);

  if (n_left != n_right && (how == ML_EQUAL || how == ML_NOT_EQUAL) && ml_is_list (self))
    return ml_bool (heap, how == ML_NOT_EQUAL);

  i = find_difference (heap, self, other);

  if (i == G_MAXSIZE)
    return NULL;

  left = ml_sequence_get_items (self, &n_left);
  right = ml_sequence_get_items (other, &n_right);

  if (i >= n_left || i >= n_right)
    return ml_bool (heap, compare_lengths (n_left, n_right, how));

  if (how == ML_EQUAL || how == ML_NOT_EQUAL)
    return ml_bool (heap, how == ML_NOT_EQUAL);

  if (ml_is_tuple (self))
    return ml_compare (heap, left[i], right[i], how);

  held[0] = ml_ref (left[i]);
  held[1] = ml_ref (right[i]);
  ml_native_enter (heap, &native, "comparison", held, G_N_ELEMENTS (held));
  result = ml_compare (heap, held[0], held[1], how);
  ml_native_leave (heap, &native);

  return result;
}

gssize
ml_sequence_find (MlHeap *heap, MlObject *self, MlObject *value, gsize start, gsize stop)
{
  for (gsize i = start; i < stop; i++)
    {
      gsize length;
      MlObject *const *items = ml_sequence_get_items (self, &length);
      int equal;

      if (i >= length)
        return -1;

      equal = compare_items (heap, items[i], value, ml_is_list (self) ? 1 : 0);

      if (equal < 0)
        return -2;

      if (equal)
        return (gssize) i;
    }

  return -1;
}

int
ml_sequence_contains (MlHeap *heap, MlObject *self, MlObject *value)
{
  gssize index = ml_sequence_find (heap, self, value, 0, G_MAXSIZE);

  return index == -2 ? -1 : index >= 0;
}

/* Reads a bound of index(): an int, or an object with __index__, cut to what there is. */
static gboolean
read_bound (MlHeap *heap, MlObject *object, gsize length, gsize *bound)
{
  gssize value;

  if (!ml_sequence_is_index (object))
    {
      ml_raise (heap,
                heap->world->type_error,
                "slice indices must be integers or have an __index__ method");
      return FALSE;
    }

  if (!ml_int_as_index (heap, object, NULL, &value))
    return FALSE;

  if (value < 0)
    value = MAX (value + (gssize) length, 0);

  *bound = (gsize) value;

  return TRUE;
}

static MlObject *
raise_not_in_list (MlHeap *heap, MlObject *value)
{
  MlObject *repr = ml_repr (heap, value);

  if (repr == NULL)
    return NULL;

  ml_raise (heap, heap->world->value_error, "%s is not in list", ml_str_get_utf8 (repr, NULL));
  ml_unref (heap, repr);

  return NULL;
}

MlObject *
ml_sequence_index (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  gsize start = 0;
  gsize stop = G_MAXSIZE;
  gsize length;
  gssize index;

  ml_sequence_get_items (self, &length);

  if (n_args > 1 && !read_bound (heap, args[1], length, &start))
    return NULL;

  if (n_args > 2 && !read_bound (heap, args[2], length, &stop))
    return NULL;

  index = ml_sequence_find (heap, self, args[0], start, stop);

  if (index == -2)
    return NULL;

  if (index >= 0)
    return ml_int_new (heap, index);

  if (ml_is_list (self))
    return raise_not_in_list (heap, args[0]);

  return ml_raise (heap, heap->world->value_error, "tuple.index(x): x not in tuple");
}

MlObject *
ml_sequence_count (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  gint64 count = 0;

  for (gsize i = 0;; i++)
    {
      gssize found = ml_sequence_find (heap, self, args[0], i, G_MAXSIZE);

      if (found == -2)
        return NULL;

      if (found == -1)
        return ml_int_new (heap, count);

      count++;
      i = (gsize) found;
    }
}

gboolean
ml_sequence_is_index (MlObject *key)
{
  return ml_is_int (key) || key->type->slots.index != NULL;
}

gboolean
ml_sequence_read_index (MlHeap *heap,
                        MlObject *key,
                        gsize length,
                        const char *out_of_range,
                        gsize *index)
{
  gssize value;

  if (G_LIKELY (ml_is_word (heap, key)))
    value = ml_int_get_word (key);
  else if (!ml_int_as_index (heap, key, heap->world->index_error, &value))
    return FALSE;

  if (value < 0)
    value += (gssize) length;

  if (value < 0 || (gsize) value >= length)
    {
      ml_raise (heap, heap->world->index_error, "%s", out_of_range);
      return FALSE;
    }

  *index = (gsize) value;

  return TRUE;
}

gboolean
ml_sequence_check_repeat (MlHeap *heap, gsize length, gssize n)
{
  if (n <= 0 || length == 0 || length <= (G_MAXSSIZE / sizeof (gpointer) - 64) / (gsize) n)
    return TRUE;

  heap->out_of_memory (heap);

  return FALSE;
}
