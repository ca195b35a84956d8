/* ml-cells.c: memory for objects, in cells of a few sizes */
#include "ml-cells.h"

#include <stdlib.h>
#include <string.h>

/* Under the address sanitizer nothing behind the header of a freed cell may be touched. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define POISON(object, size) ASAN_POISON_MEMORY_REGION ((object) + 1, (size) - sizeof (MlObject))
#define UNPOISON(object, size) ASAN_UNPOISON_MEMORY_REGION (object, size)
#else
#define POISON(object, size)
#define UNPOISON(object, size)
#endif

#define LARGEST_CELL ((ML_CELLS_N_CLASSES - 1) * ML_CELL_UNIT)
#define POOL_SIZE (16 * 1024)
#define ARENA_SIZE (256 * 1024)
#define POOLS_PER_ARENA (ARENA_SIZE / POOL_SIZE)
#define FIRST_ADDRESS G_GUINT64_CONSTANT (0x7f3a00000000)
#define FIRST_LARGE_ADDRESS G_GUINT64_CONSTANT (0x7f4a00000000)

typedef struct
{
  guint32 arena;
  guint16 cell_size;
  guint16 collected;
  guint32 used; /* bytes from the pool's start that have been made into cells */
  guint8 padding[52];
} Pool;

G_STATIC_ASSERT (sizeof (Pool) == 64);

typedef struct _Large Large;
struct _Large
{
  Large *next;
  Large *previous;
  gsize size; /* of the object, head included */
  gsize head; /* bytes of the collector's head, 0 if there is none */
  guint64 address;
  guint64 padding;
};

G_STATIC_ASSERT (sizeof (Large) % ML_CELL_UNIT == 0);
G_STATIC_ASSERT (sizeof (MlGcHead) == ML_CELL_UNIT);

struct _MlCellsPrivate
{
  Pool *open[2][ML_CELLS_N_CLASSES]; /* the pool that still has room for new cells */
  GPtrArray *arenas;
  guint pools_in_last_arena;
  Large large; /* head of the ring of large objects */
  guint64 next_large_address;
  GHashTable *free_large; /* size -> GArray of addresses, the last freed at the end */
};

MlCells *
ml_cells_new (void)
{
  MlCells *self = g_new0 (MlCells, 1);

  self->priv = g_new0 (MlCellsPrivate, 1);
  self->priv->arenas = g_ptr_array_new ();
  self->priv->pools_in_last_arena = POOLS_PER_ARENA;
  self->priv->large.next = self->priv->large.previous = &self->priv->large;
  self->priv->next_large_address = FIRST_LARGE_ADDRESS;
  self->priv->free_large = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  return self;
}

void
ml_cells_free_all (MlCells *self)
{
  for (guint i = 0; i < self->priv->arenas->len; i++)
    {
      UNPOISON (g_ptr_array_index (self->priv->arenas, i), ARENA_SIZE);
      free (g_ptr_array_index (self->priv->arenas, i));
    }

  for (Large *large = self->priv->large.next; large != &self->priv->large;)
    {
      Large *next = large->next;

      g_free (large);
      large = next;
    }

  g_ptr_array_unref (self->priv->arenas);
  g_hash_table_unref (self->priv->free_large);
  g_free (self->priv);
  g_free (self);
}

static Pool *
open_pool (MlCells *self, guint class, gboolean collected)
{
  Pool *pool;

  if (self->priv->pools_in_last_arena == POOLS_PER_ARENA)
    {
      gpointer arena = aligned_alloc (ARENA_SIZE, ARENA_SIZE);

      if (arena == NULL)
        g_error ("out of memory: no room for %d bytes", ARENA_SIZE);

      g_ptr_array_add (self->priv->arenas, arena);
      self->priv->pools_in_last_arena = 0;
    }

  pool = (Pool *) ((char *) g_ptr_array_index (self->priv->arenas, self->priv->arenas->len - 1) +
                   (gsize) self->priv->pools_in_last_arena * POOL_SIZE);
  self->priv->pools_in_last_arena++;

  pool->arena = self->priv->arenas->len - 1;
  pool->cell_size = class * ML_CELL_UNIT;
  pool->collected = collected;
  pool->used = sizeof (Pool);
  self->priv->open[collected][class] = pool;

  return pool;
}

static MlObject *
carve (MlCells *self, guint class, gboolean collected)
{
  Pool *pool = self->priv->open[collected][class];
  char *cell;

  if (pool == NULL || pool->used + class * ML_CELL_UNIT > POOL_SIZE)
    pool = open_pool (self, class, collected);

  cell = (char *) pool + pool->used;
  pool->used += class * ML_CELL_UNIT;

  return (MlObject *) (cell + (collected ? sizeof (MlGcHead) : 0));
}

static guint64
take_large_address (MlCells *self, gsize size)
{
  GArray *addresses = g_hash_table_lookup (self->priv->free_large, GSIZE_TO_POINTER (size));
  guint64 address;

  if (addresses != NULL && addresses->len > 0)
    {
      address = g_array_index (addresses, guint64, addresses->len - 1);
      g_array_set_size (addresses, addresses->len - 1);
      return address;
    }

  address = self->priv->next_large_address;
  self->priv->next_large_address += size;

  return address;
}

static MlObject *
take_large (MlCells *self, gsize size, gboolean collected)
{
  gsize whole = (size + ML_CELL_UNIT - 1) / ML_CELL_UNIT * ML_CELL_UNIT;
  Large *large = g_malloc0 (sizeof (Large) + whole);
  MlObject *object;

  large->size = whole;
  large->head = collected ? sizeof (MlGcHead) : 0;
  large->address = take_large_address (self, whole);
  large->next = self->priv->large.next;
  large->previous = &self->priv->large;
  large->next->previous = large;
  self->priv->large.next = large;

  object = (MlObject *) ((char *) (large + 1) + large->head);
  object->cell = collected ? ML_CELL_COLLECTED : 0;

  return object;
}

MlObject *
ml_cells_take (MlCells *self, gsize size, gboolean collected)
{
  gsize whole = size + (collected ? sizeof (MlGcHead) : 0);
  guint class;
  MlObject *object;

  if (G_UNLIKELY (whole > LARGEST_CELL))
    return take_large (self, whole, collected);

  class = (whole + ML_CELL_UNIT - 1) / ML_CELL_UNIT;
  object = self->free[collected][class];

  if (G_LIKELY (object != NULL))
    self->free[collected][class] = (MlObject *) object->type;
  else
    object = carve (self, class, collected);

  UNPOISON (object, class * ML_CELL_UNIT - (collected ? sizeof (MlGcHead) : 0));

  if (collected)
    memset (ml_object_get_gc_head (object), 0, whole);
  else
    memset (object, 0, size);

  object->cell = class | (collected ? ML_CELL_COLLECTED : 0);

  return object;
}

static Large *
get_large (MlObject *object)
{
  char *start = (char *) object;

  if (object->cell & ML_CELL_COLLECTED)
    start -= sizeof (MlGcHead);

  return (Large *) start - 1;
}

static gsize
give_back_large (MlCells *self, MlObject *object)
{
  Large *large = get_large (object);
  gsize size = large->size;
  GArray *addresses = g_hash_table_lookup (self->priv->free_large, GSIZE_TO_POINTER (size));

  if (addresses == NULL)
    {
      addresses = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_hash_table_insert (self->priv->free_large, GSIZE_TO_POINTER (size), addresses);
    }

  g_array_append_val (addresses, large->address);
  large->next->previous = large->previous;
  large->previous->next = large->next;
  g_free (large);

  return size;
}

gsize
ml_cells_give_back_any (MlCells *self, MlObject *object)
{
  guint class = ML_CELL_CLASS (object->cell);

  if (class == 0)
    return give_back_large (self, object);

  ml_cells_put_free (self, object);
  POISON (object,
          class * ML_CELL_UNIT - (object->cell & ML_CELL_COLLECTED ? sizeof (MlGcHead) : 0));

  return class * ML_CELL_UNIT;
}

gsize
ml_cells_get_size (MlObject *object)
{
  guint class = ML_CELL_CLASS (object->cell);

  return class != 0 ? class * ML_CELL_UNIT : get_large (object)->size;
}

guint64
ml_cells_get_address (MlCells *self, MlObject *object)
{
  const Pool *pool;
  gsize head = object->cell & ML_CELL_COLLECTED ? sizeof (MlGcHead) : 0;

  if (ML_CELL_CLASS (object->cell) == 0)
    return get_large (object)->address + head;

  pool = (const Pool *) ((guintptr) object & ~(guintptr) (POOL_SIZE - 1));

  return FIRST_ADDRESS + (guint64) pool->arena * ARENA_SIZE +
         ((guintptr) object & (ARENA_SIZE - 1));
}

static void
foreach_in_pool (Pool *pool, void (*func) (MlObject *object, gpointer data), gpointer data)
{
  gsize head = pool->collected ? sizeof (MlGcHead) : 0;

  for (gsize at = sizeof (Pool); at + pool->cell_size <= pool->used; at += pool->cell_size)
    {
      MlObject *object = (MlObject *) ((char *) pool + at + head);

      if (object->serial != 0)
        func (object, data);
    }
}

void
ml_cells_foreach (MlCells *self, void (*func) (MlObject *object, gpointer data), gpointer data)
{
  for (guint i = 0; i < self->priv->arenas->len; i++)
    {
      guint n_pools =
          i + 1 < self->priv->arenas->len ? POOLS_PER_ARENA : self->priv->pools_in_last_arena;

      for (guint j = 0; j < n_pools; j++)
        foreach_in_pool (
            (Pool *) ((char *) g_ptr_array_index (self->priv->arenas, i) + (gsize) j * POOL_SIZE),
            func,
            data);
    }

  for (Large *large = self->priv->large.next; large != &self->priv->large; large = large->next)
    func ((MlObject *) ((char *) (large + 1) + large->head), data);
}
