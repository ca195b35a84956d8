/* ml-constants.c: merging of equal constants */

#include "ml-constants.h"

#include <string.h>

#include "ml-code.h"
#include "ml-float.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-tuple.h"
#include "ml-world.h"

struct _MlConstants
{
  MlHeap *heap;
  GHashTable *by_hash; /* of GPtrArray: constants with that hash, a reference each */
};

static guint
hash_constant (MlHeap *heap, MlObject *constant)
{
  guint hash = GPOINTER_TO_UINT (constant->type) >> 4;

  if (constant->type == heap->world->code_type)
    return hash + ((MlCode *) constant)->first_line;

  if (ml_is_tuple (constant))
    {
      for (gsize i = 0; i < ml_tuple_get_length (constant); i++)
        hash = hash * 31 + hash_constant (heap, ml_tuple_get (constant, i));
    }
  else if (ml_is_frozenset (heap, constant))
    {
      MlObject *item;
      gint64 item_hash;
      gsize position = 0;

      while (ml_set_next (constant, &position, &item, &item_hash))
        hash += hash_constant (heap, item);
    }
  else
    {
      hash += (guint) ml_hash (heap, constant);
    }

  return hash;
}

static gboolean equal_constants (MlHeap *heap, MlObject *left, MlObject *right);

static gboolean
equal_tuples (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (ml_tuple_get_length (left) != ml_tuple_get_length (right))
    return FALSE;

  for (gsize i = 0; i < ml_tuple_get_length (left); i++)
    if (!equal_constants (heap, ml_tuple_get (left, i), ml_tuple_get (right, i)))
      return FALSE;

  return TRUE;
}

static gboolean
has_equal_item (MlHeap *heap, MlObject *set, MlObject *wanted)
{
  MlObject *item;
  gint64 hash;
  gsize position = 0;

  while (ml_set_next (set, &position, &item, &hash))
    if (equal_constants (heap, item, wanted))
      return TRUE;

  return FALSE;
}

static gboolean
equal_sets (MlHeap *heap, MlObject *left, MlObject *right)
{
  MlObject *item;
  gint64 hash;
  gsize position = 0;

  if (ml_set_get_length (left) != ml_set_get_length (right))
    return FALSE;

  while (ml_set_next (left, &position, &item, &hash))
    if (!has_equal_item (heap, right, item))
      return FALSE;

  return TRUE;
}

static gboolean
equal_constants (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (left == right)
    return TRUE;

  if (left->type != right->type)
    return FALSE;

  if (ml_is_tuple (left))
    return equal_tuples (heap, left, right);

  if (ml_is_frozenset (heap, left))
    return equal_sets (heap, left, right);

  if (ml_is_float (heap, left))
    {
      double a = ml_float_get_value (left), b = ml_float_get_value (right);

      return memcmp (&a, &b, sizeof a) == 0;
    }

  if (left->type == heap->world->code_type)
    return ml_code_equal (heap, (MlCode *) left, (MlCode *) right);

  return ml_compare_bool (heap, left, right, ML_EQUAL) == 1;
}

static void
release_all (gpointer key, gpointer value, gpointer data)
{
  GPtrArray *bucket = value;

  for (guint i = 0; i < bucket->len; i++)
    ml_unref (data, bucket->pdata[i]);
}

MlConstants *
ml_constants_new (MlHeap *heap)
{
  MlConstants *self = g_new0 (MlConstants, 1);

  self->heap = heap;
  self->by_hash = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

void
ml_constants_free (MlConstants *self)
{
  g_hash_table_foreach (self->by_hash, release_all, self->heap);
  g_hash_table_unref (self->by_hash);
  g_free (self);
}

MlHeap *
ml_constants_get_heap (MlConstants *self)
{
  return self->heap;
}

MlObject *
ml_constants_merge_whole (MlConstants *self, MlObject *constant)
{
  gpointer key = GUINT_TO_POINTER (hash_constant (self->heap, constant));
  GPtrArray *bucket = g_hash_table_lookup (self->by_hash, key);

  if (bucket == NULL)
    {
      bucket = g_ptr_array_new ();
      g_hash_table_insert (self->by_hash, key, bucket);
    }

  for (guint i = 0; i < bucket->len; i++)
    if (equal_constants (self->heap, bucket->pdata[i], constant))
      {
        ml_ref (bucket->pdata[i]);
        ml_unref (self->heap, constant);
        return bucket->pdata[i];
      }

  g_ptr_array_add (bucket, ml_ref (constant));

  return constant;
}

static gboolean
merge_tuple_items (MlConstants *self, MlObject *tuple)
{
  for (gsize i = 0; i < ml_tuple_get_length (tuple); i++)
    {
      MlObject *item = ml_tuple_get (tuple, i);
      MlObject *merged = ml_constants_merge (self, ml_ref (item));

      if (merged == NULL)
        return FALSE;

      if (merged == item)
        ml_unref (self->heap, merged);
      else
        ml_tuple_replace (self->heap, tuple, i, merged);
    }

  return TRUE;
}

/* A frozenset with the unit's own constants for items. */
static MlObject *
merge_set_items (MlConstants *self, MlObject *set)
{
  MlObject *result = ml_frozenset_from_iterable (self->heap, NULL);
  MlObject *item;
  gint64 hash;
  gsize position = 0;

  while (result != NULL && ml_set_next (set, &position, &item, &hash))
    {
      MlObject *merged = ml_constants_merge (self, ml_ref (item));

      if (merged == NULL || !ml_set_add (self->heap, result, merged))
        {
          ml_unref (self->heap, result);
          result = NULL;
        }

      ml_unref_any (self->heap, merged);
    }

  ml_unref (self->heap, set);

  return result;
}

MlObject *
ml_constants_merge (MlConstants *self, MlObject *constant)
{
  MlObject *merged;

  if (ml_is_frozenset (self->heap, constant))
    {
      constant = merge_set_items (self, constant);
      return constant == NULL ? NULL : ml_constants_merge_whole (self, constant);
    }

  merged = ml_constants_merge_whole (self, constant);
  if (merged != constant || !ml_is_tuple (merged) || merge_tuple_items (self, merged))
    return merged;

  ml_unref (self->heap, merged);

  return NULL;
}

gboolean
ml_constant_is_true (MlHeap *heap, MlObject *constant)
{
  return ml_truth (heap, constant) == 1;
}
