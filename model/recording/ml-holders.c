/* ml-holders.c: the edges of a state, turned round */
#include "ml-holders.h"

/* The edges that point to one thing: a stretch of the array of all. */
typedef struct
{
  guint start;
  guint n;
  gboolean reachable;
} Target;

struct _MlHolders
{
  const MlShapes *shapes; /* while the edges are collected */
  GHashTable *numbers;    /* serial: index into @targets plus one */
  GArray *targets;        /* of Target, for each living thing */
  GArray *things;         /* of const MlThing *, as @targets */
  GArray *edges;          /* of MlHolder */
};

typedef void (*EdgeFunc) (MlHolders *self, const MlThing *holder, MlSlot slot, MlSerial target);

static Target *
find_target (const MlHolders *self, MlSerial serial)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, GUINT_TO_POINTER (serial)));

  return number == 0 ? NULL : &g_array_index (self->targets, Target, number - 1);
}

static void
foreach_edge (MlHolders *self, const MlThing *thing, EdgeFunc func)
{
  for (guint i = 0; i < ML_N_REGIONS; i++)
    {
      const MlSlots *region = &thing->regions[i];

      for (guint32 j = 0; j < region->n; j++)
        {
          if (region->slots[j] != 0)
            func (self, thing, ML_SLOT (i, j), region->slots[j]);
        }
    }
}

static void
add_thing (const MlBeing *being, gpointer user_data)
{
  MlHolders *self = user_data;
  const MlThing *thing = &being->thing;
  Target target = { 0 };

  g_array_append_val (self->targets, target);
  g_array_append_val (self->things, thing);
  g_hash_table_insert (
      self->numbers, GUINT_TO_POINTER (thing->serial), GUINT_TO_POINTER (self->targets->len));
}

static void
count_edge (MlHolders *self, const MlThing *holder, MlSlot slot, MlSerial target)
{
  find_target (self, target)->n++;
}

static void
store_edge (MlHolders *self, const MlThing *holder, MlSlot slot, MlSerial serial)
{
  Target *target = find_target (self, serial);
  MlHolder *edge = &g_array_index (self->edges, MlHolder, target->start + target->n);

  edge->thing = holder->serial;
  edge->slot = slot;
  edge->weak = ml_shapes_is_weak (self->shapes, holder->shape, slot);
  target->n++;
}

/* Things come by age and slots in their order, so the edges to each thing are sorted from the
 * start. */
static void
collect_edges (MlHolders *self)
{
  guint n = 0;

  for (guint i = 0; i < self->things->len; i++)
    foreach_edge (self, g_array_index (self->things, const MlThing *, i), count_edge);

  for (guint i = 0; i < self->targets->len; i++)
    {
      Target *target = &g_array_index (self->targets, Target, i);

      target->start = n;
      n += target->n;
      target->n = 0;
    }

  g_array_set_size (self->edges, n);

  for (guint i = 0; i < self->things->len; i++)
    foreach_edge (self, g_array_index (self->things, const MlThing *, i), store_edge);
}

static void
reach (MlHolders *self, GArray *waiting, MlSerial serial)
{
  Target *target = find_target (self, serial);

  if (target == NULL || target->reachable)
    return;

  target->reachable = TRUE;
  g_array_append_val (waiting, serial);
}

static void
reach_from (MlHolders *self, GArray *waiting, const MlThing *thing)
{
  for (guint i = 0; i < ML_N_REGIONS; i++)
    {
      const MlSlots *region = &thing->regions[i];

      for (guint32 j = 0; j < region->n; j++)
        {
          if (region->slots[j] != 0 &&
              !ml_shapes_is_weak (self->shapes, thing->shape, ML_SLOT (i, j)))
            reach (self, waiting, region->slots[j]);
        }
    }
}

static void
mark_reachable (MlHolders *self, MlState *state)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  guint n;
  const MlSerial *frames = ml_state_get_frames (state, &n);

  for (guint i = 0; i < n; i++)
    reach (self, waiting, frames[i]);

  for (guint i = 0; i < self->things->len; i++)
    {
      const MlThing *thing = g_array_index (self->things, const MlThing *, i);

      if (thing->kind == ML_KIND_NATIVE_FRAME || thing->kind == ML_KIND_STORE)
        reach (self, waiting, thing->serial);
    }

  while (waiting->len > 0)
    {
      MlSerial serial = g_array_index (waiting, MlSerial, waiting->len - 1);

      g_array_set_size (waiting, waiting->len - 1);
      reach_from (self, waiting, &ml_state_get (state, serial)->thing);
    }
}

MlHolders *
ml_holders_new (MlState *state, const MlShapes *shapes)
{
  MlHolders *self = g_new0 (MlHolders, 1);

  self->shapes = shapes;
  self->numbers = g_hash_table_new (NULL, NULL);
  self->targets = g_array_new (FALSE, TRUE, sizeof (Target));
  self->things = g_array_new (FALSE, FALSE, sizeof (const MlThing *));
  self->edges = g_array_new (FALSE, FALSE, sizeof (MlHolder));

  ml_state_foreach (state, add_thing, self);
  collect_edges (self);
  mark_reachable (self, state);

  return self;
}

void
ml_holders_free (MlHolders *self)
{
  g_hash_table_unref (self->numbers);
  g_array_unref (self->targets);
  g_array_unref (self->things);
  g_array_unref (self->edges);
  g_free (self);
}

const MlHolder *
ml_holders_get (const MlHolders *self, MlSerial serial, guint *n)
{
  const Target *target = find_target (self, serial);

  *n = target == NULL ? 0 : target->n;

  return *n == 0 ? NULL : &g_array_index (self->edges, MlHolder, target->start);
}

gboolean
ml_holders_is_reachable (const MlHolders *self, MlSerial serial)
{
  const Target *target = find_target (self, serial);

  return target != NULL && target->reachable;
}
