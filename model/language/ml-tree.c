#include "ml-tree.h"

#include "ml-heap.h"

#include <string.h>

#define CHUNK_SIZE (32 * 1024)
#define ALIGNMENT 16

typedef struct _Chunk Chunk;

struct _Chunk
{
  Chunk *previous;
  gsize padding; /* keeps what follows aligned */
};

struct _MlTree
{
  MlHeap *heap;
  MlNode *root;
  GPtrArray *constants; /* MlObject, one reference each */
  MlSerial serial;      /* of the store that the journal knows; 0 without a journal */

  Chunk *chunk; /* the newest; the others behind it */
  char *next;   /* free room in it */
  gsize room;
  GHashTable *names; /* const char *, itself in the arena */
};

static void
visit_constants (MlHeap *heap, gpointer owner, MlVisit visit, gpointer data)
{
  MlTree *self = owner;

  for (guint i = 0; i < self->constants->len; i++)
    {
      MlObject *constant = g_ptr_array_index (self->constants, i);

      if (constant != NULL)
        visit (ML_SLOT (ML_REGION_ITEM, i), constant, data);
    }
}

static void
tell_birth (MlTree *self)
{
  MlJournal *journal = self->heap->journal;
  MlBirth birth = { .kind = ML_KIND_STORE, .flags = ML_THING_HIDDEN };

  if (journal == NULL)
    return;

  self->serial = ml_heap_take_serial (self->heap);
  birth.serial = self->serial;
  birth.shape = ml_journal_add_shape (journal, "syntax tree", ML_ITEMS_SEQUENCE, NULL, NULL);
  ml_journal_birth (journal, &birth);
}

MlTree *
ml_tree_new (MlHeap *heap)
{
  MlTree *self;

  g_return_val_if_fail (heap != NULL, NULL);

  self = g_new0 (MlTree, 1);
  self->heap = heap;
  self->constants = g_ptr_array_new ();
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  ml_heap_add_root (heap, visit_constants, self);
  tell_birth (self);

  return self;
}

static void
release_constants (MlTree *self)
{
  for (guint i = 0; i < self->constants->len; i++)
    {
      MlObject *constant = g_steal_pointer (&g_ptr_array_index (self->constants, i));

      if (self->serial != 0)
        ml_heap_tell_set (self->heap, self->serial, ML_SLOT (ML_REGION_ITEM, i), constant, NULL);

      ml_unref (self->heap, constant);
    }
}

void
ml_tree_free (MlTree *self)
{
  g_return_if_fail (self != NULL);

  release_constants (self);
  ml_heap_remove_root (self->heap, self);

  /* The recording may have ended before the tree. */
  if (self->serial != 0 && self->heap->journal != NULL)
    ml_journal_death (self->heap->journal, self->serial);

  while (self->chunk != NULL)
    {
      Chunk *chunk = self->chunk;

      self->chunk = chunk->previous;
      g_free (chunk);
    }

  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->constants);
  g_free (self);
}

MlHeap *
ml_tree_get_heap (const MlTree *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->heap;
}

MlNode *
ml_tree_get_root (const MlTree *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

void
ml_tree_set_root (MlTree *self, MlNode *root)
{
  g_return_if_fail (self != NULL);

  self->root = root;
}

static Chunk *
add_chunk (MlTree *self, gsize room)
{
  Chunk *chunk = g_malloc0 (sizeof (Chunk) + room);

  chunk->previous = self->chunk;
  self->chunk = chunk;

  return chunk;
}

gpointer
ml_tree_allocate (MlTree *self, gsize size)
{
  gpointer result;

  g_return_val_if_fail (self != NULL, NULL);

  size = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);

  if (size > self->room)
    {
      gsize room = MAX (size, CHUNK_SIZE);

      self->next = (char *) (add_chunk (self, room) + 1);
      self->room = room;
    }

  result = self->next;
  self->next += size;
  self->room -= size;

  return result;
}

MlNode *
ml_tree_new_node (MlTree *self, MlNodeKind kind, MlTextPlace start, MlTextPlace end)
{
  MlNode *node = ml_tree_allocate (self, sizeof (MlNode));

  node->kind = kind;
  node->start = start;
  node->end = end;

  return node;
}

MlNodeList *
ml_tree_new_list (MlTree *self, MlNode *const *items, guint n)
{
  MlNodeList *list = ml_tree_allocate (self, sizeof (MlNodeList) + n * sizeof (MlNode *));

  list->length = n;

  if (n > 0)
    memcpy (list->items, items, n * sizeof (MlNode *));

  return list;
}

MlNameList *
ml_tree_new_names (MlTree *self, const char *const *items, guint n)
{
  MlNameList *list = ml_tree_allocate (self, sizeof (MlNameList) + n * sizeof (char *));

  list->length = n;

  if (n > 0)
    memcpy (list->items, items, n * sizeof (char *));

  return list;
}

const char *
ml_tree_intern (MlTree *self, const char *name, gsize length)
{
  g_autofree char *key = g_strndup (name, length);
  char *copy = g_hash_table_lookup (self->names, key);

  if (copy != NULL)
    return copy;

  copy = ml_tree_allocate (self, length + 1);
  memcpy (copy, key, length + 1);
  g_hash_table_add (self->names, copy);

  return copy;
}

MlObject *
ml_tree_add_constant (MlTree *self, MlObject *object)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (object != NULL, NULL);

  if (object->origin == ML_ORIGIN_RUN)
    object->origin = ML_ORIGIN_LITERAL;

  if (self->serial != 0)
    {
      MlSlot slot = ML_SLOT (ML_REGION_ITEM, self->constants->len);

      ml_heap_tell (self->heap, object);
      ml_heap_tell_set (self->heap, self->serial, slot, NULL, object);
    }

  g_ptr_array_add (self->constants, object);

  return object;
}
