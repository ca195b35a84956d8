/* ml-check.c: every count recomputed from a full traversal
 *
 * The heap's own counters are one truth, the slots that hold references the other; this compares
 * them. It shares no code with the counting itself, and none with what the journal is told.
 */
#include "ml-heap-private.h"

typedef struct
{
  MlHeap *heap;
  guint32 *found; /* references found, by serial */
  GString *report;
  guint n_wrong;
} Check;

static void
count_reference (MlSlot slot, MlObject *target, gpointer data)
{
  Check *check = data;
  check->found[target->serial]++;
}

static void
count_references_of (MlObject *object, gpointer data)
{
  Check *check = data;

  ml_heap_visit_all (check->heap, object, count_reference, check);
}

static void
compare_count (MlObject *object, gpointer data)
{
  Check *check = data;
  guint32 found = check->found[object->serial];

  if (ml_object_is_immortal (object) || object->count == found)
    return;

  check->n_wrong++;

  if (check->report != NULL)
    g_string_append_printf (check->report,
                            "%s object %u: count %u, references found %u\n",
                            object->type->name,
                            object->serial,
                            object->count,
                            found);
}

static void
count_if_unseen (MlObject *object, gpointer data)
{
  if (object->origin == ML_ORIGIN_BUILTIN && !ml_object_is_told (object))
    count_references_of (object, data);
}

guint32 *
ml_heap_count_unseen (MlHeap *self)
{
  Check check = { self, g_new0 (guint32, self->next_serial), NULL, 0 };

  ml_heap_foreach (self, count_if_unseen, &check);

  return check.found;
}

guint
ml_heap_check (MlHeap *self, GString *report)
{
  g_autofree guint32 *found = g_new0 (guint32, self->next_serial);
  Check check = { self, found, report, 0 };

  ml_heap_foreach (self, count_references_of, &check);
  ml_heap_visit_natives (self, count_reference, &check);

  if (self->raised != NULL)
    count_reference (0, self->raised, &check);

  if (self->handled != NULL)
    count_reference (0, self->handled, &check);

  for (guint i = 0; i < self->handled_outside->len; i++)
    if (g_ptr_array_index (self->handled_outside, i) != NULL)
      count_reference (0, g_ptr_array_index (self->handled_outside, i), &check);

  for (guint i = 0; i < self->priv->roots->len; i++)
    {
      MlRoot *root = &g_array_index (self->priv->roots, MlRoot, i);

      root->traverse (self, root->owner, count_reference, &check);
    }

  ml_heap_foreach (self, compare_count, &check);

  return check.n_wrong;
}
