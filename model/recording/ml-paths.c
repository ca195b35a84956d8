/* ml-paths.c: what a program calls its objects at one moment */
#include "ml-paths.h"

#include <string.h>

#include "ml-value.h"

#define MOST_PLACES 600 /* that are looked at */
#define MOST_SLOTS 64   /* of one thing */
#define MOST_LEGS 3     /* of a path: a name, and two more */
#define LONGEST_KEY 12

/* A slot in which the search found something. */
typedef struct
{
  MlSerial holder;
  MlSlot slot;
  MlSerial thing;
  guint owner; /* whose attribute or item it is: number of a place; 0 for a name */
  guint legs;
} Place;

struct _MlPaths
{
  MlMemory *memory;
  MlRecording *recording;
  MlSerial main;
  GArray *places;     /* of Place; the first is no place */
  GHashTable *things; /* thing: number of the place where it was found first */
  GHashTable *spaces; /* dict that holds names: number of its owner's place */
  GHashTable *cells;  /* cell: number of the place that its name is in */
};

static const MlShape *
get_shape (const MlPaths *self, const MlThing *thing)
{
  return thing->shape == 0 ? NULL : ml_recording_get_shape (self->recording, thing->shape);
}

static MlItems
get_items (const MlPaths *self, const MlThing *thing)
{
  const MlShape *shape = get_shape (self, thing);

  return shape == NULL ? ML_ITEMS_NONE : shape->items;
}

static const Place *
get_place (const MlPaths *self, guint number)
{
  return &g_array_index (self->places, Place, number);
}

static guint
look_up (GHashTable *table, MlSerial serial)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, GUINT_TO_POINTER (serial)));
}

/* Notes it for the first time only: shorter paths are found first. */
static gboolean
note (GHashTable *table, MlSerial serial, guint number)
{
  if (g_hash_table_contains (table, GUINT_TO_POINTER (serial)))
    return FALSE;

  return g_hash_table_insert (table, GUINT_TO_POINTER (serial), GUINT_TO_POINTER (number));
}

/* What a cell contains, in its place. */
static const MlThing *
look_into_cell (MlPaths *self, const MlThing *thing, Place *place)
{
  if (thing == NULL || thing->kind != ML_KIND_CELL)
    return thing;

  note (self->cells, thing->serial, self->places->len);

  if (thing->regions[ML_REGION_FIELD].n == 0)
    return NULL;

  place->thing = thing->regions[ML_REGION_FIELD].slots[0];

  return ml_memory_get (self->memory, place->thing);
}

static void
add_place (MlPaths *self, MlSerial holder, MlSlot slot, MlSerial target, guint owner)
{
  Place place = { holder, slot, target, owner, owner == 0 ? 1 : get_place (self, owner)->legs + 1 };
  const MlThing *thing = target == 0 ? NULL : ml_memory_get (self->memory, target);

  if (self->places->len > MOST_PLACES)
    return;

  thing = look_into_cell (self, thing, &place);
  g_array_append_val (self->places, place);

  if (thing != NULL)
    note (self->things, thing->serial, self->places->len - 1);
}

static void
add_named_slots (MlPaths *self, const MlThing *thing, guint owner)
{
  const MlSlots *names = &thing->regions[ML_REGION_NAME];

  for (guint32 i = 0; i < MIN (names->n, MOST_SLOTS); i++)
    add_place (self, thing->serial, ML_SLOT (ML_REGION_NAME, i), names->slots[i], owner);
}

/* Values only: a key's path would be no path. */
static void
add_pairs (MlPaths *self, const MlThing *dict, guint owner)
{
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];

  for (guint32 i = 1; i < MIN (items->n, 2 * MOST_SLOTS); i += 2)
    add_place (self, dict->serial, ML_SLOT (ML_REGION_ITEM, i), items->slots[i], owner);
}

/* The dict that a field of @thing holds, whatever marks are before its name. */
static const MlThing *
find_dict (const MlPaths *self, const MlThing *thing, const char *field)
{
  const MlShape *shape = get_shape (self, thing);
  const MlSlots *fields = &thing->regions[ML_REGION_FIELD];
  const MlThing *dict;

  for (guint32 i = 0; shape != NULL && shape->fields != NULL && i < fields->n; i++)
    {
      if (shape->fields[i] == NULL)
        break;

      if (fields->slots[i] == 0 || !g_str_equal (shape->fields[i], field))
        continue;

      dict = ml_memory_get (self->memory, fields->slots[i]);

      return dict != NULL && get_items (self, dict) == ML_ITEMS_PAIRS ? dict : NULL;
    }

  return NULL;
}

static void
add_namespace (MlPaths *self, const MlThing *thing, const char *field, guint owner)
{
  const MlThing *dict = find_dict (self, thing, field);

  if (dict != NULL && note (self->spaces, dict->serial, owner))
    add_pairs (self, dict, owner);
}

static void
add_frame (MlPaths *self, MlSerial serial)
{
  const MlThing *frame = serial == 0 ? NULL : ml_memory_get (self->memory, serial);

  if (frame == NULL || frame->kind != ML_KIND_FRAME)
    return;

  add_named_slots (self, frame, 0);
  add_namespace (self, frame, "locals", 0);
}

static void
add_items (MlPaths *self, const MlThing *thing, guint owner)
{
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];

  if (get_items (self, thing) == ML_ITEMS_PAIRS)
    add_pairs (self, thing, owner);

  if (get_items (self, thing) != ML_ITEMS_SEQUENCE)
    return;

  for (guint32 i = 0; i < MIN (items->n, MOST_SLOTS); i++)
    add_place (self, thing->serial, ML_SLOT (ML_REGION_ITEM, i), items->slots[i], owner);
}

/* Whether items of such a thing are what its program writes x[i] for. */
static gboolean
is_subscripted (const MlThing *thing)
{
  switch ((MlKind) thing->kind)
    {
    case ML_KIND_LIST:
    case ML_KIND_TUPLE:
    case ML_KIND_DICT:
    case ML_KIND_INSTANCE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What one more leg leads to from a place. A class says which attributes its instances have in
 * slots that bear no names; they are no attributes of its own. */
static void
go_on_from (MlPaths *self, guint number)
{
  const Place place = *get_place (self, number);
  const MlThing *thing = place.thing == 0 ? NULL : ml_memory_get (self->memory, place.thing);

  if (thing == NULL || place.legs == MOST_LEGS || thing->kind >= ML_KIND_FRAME ||
      look_up (self->things, thing->serial) != number)
    return;

  if (thing->kind != ML_KIND_CLASS && thing->kind != ML_KIND_BUILTIN_CLASS)
    add_named_slots (self, thing, number);

  if (thing->kind != ML_KIND_BUILTIN_CLASS && thing->kind != ML_KIND_MODULE)
    add_namespace (self, thing, "__dict__", number);

  if (is_subscripted (thing))
    add_items (self, thing, number);
}

static MlSerial
find_frame (const MlPaths *self, gboolean oldest)
{
  guint n;
  const MlSerial *frames = ml_memory_get_frames (self->memory, &n);
  MlSerial found = 0;

  for (guint i = 0; i < n; i++)
    {
      const MlThing *frame = ml_memory_get (self->memory, frames[i]);

      if (frame->kind == ML_KIND_FRAME)
        found = frames[i];

      if (oldest && found != 0)
        break;
    }

  return found;
}

MlPaths *
ml_paths_new (MlMemory *memory, MlSerial frame)
{
  MlPaths *self;
  Place none = { 0 };

  g_return_val_if_fail (memory != NULL, NULL);

  self = g_new0 (MlPaths, 1);
  self->memory = memory;
  self->recording = ml_memory_get_recording (memory);
  self->main = find_frame (self, TRUE);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->things = g_hash_table_new (NULL, NULL);
  self->spaces = g_hash_table_new (NULL, NULL);
  self->cells = g_hash_table_new (NULL, NULL);

  g_array_append_val (self->places, none);
  add_frame (self, frame != 0 ? frame : find_frame (self, FALSE));
  add_frame (self, self->main);

  for (guint i = 1; i < self->places->len; i++)
    go_on_from (self, i);

  return self;
}

void
ml_paths_free (MlPaths *self)
{
  g_array_unref (self->places);
  g_hash_table_unref (self->things);
  g_hash_table_unref (self->spaces);
  g_hash_table_unref (self->cells);
  g_free (self);
}

MlSerial
ml_paths_get_main (const MlPaths *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->main;
}

static char *
name_key (const MlPaths *self, const MlThing *dict, MlSlot slot, MlSerial key)
{
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];
  guint32 index = ML_SLOT_INDEX (slot) & ~1u;
  const MlThing *thing;

  if (key == 0 && index < items->n)
    key = items->slots[index];

  thing = key == 0 ? NULL : ml_memory_get (self->memory, key);

  if (thing == NULL)
    return NULL;

  if (!g_hash_table_contains (self->spaces, GUINT_TO_POINTER (dict->serial)))
    return ml_value_write (thing, '\'', LONGEST_KEY);

  return thing->kind == ML_KIND_STR ? g_strndup (thing->value.text, thing->value.length) : NULL;
}

/* The leg from an object to what stands in one of its slots: ".x", "[2]", "['k']". */
static char *
write_leg (const MlPaths *self, const MlThing *holder, MlSlot slot, MlSerial key)
{
  g_autofree char *name = NULL;

  if (ML_SLOT_REGION (slot) == ML_REGION_NAME)
    {
      name = ml_memory_name_slot (self->memory, holder, slot);
      return g_strconcat (".", name, NULL);
    }

  if (get_items (self, holder) != ML_ITEMS_PAIRS)
    return ml_memory_name_slot (self->memory, holder, slot);

  name = name_key (self, holder, slot, key);

  if (name == NULL)
    return NULL;

  if (g_hash_table_contains (self->spaces, GUINT_TO_POINTER (holder->serial)))
    return g_strconcat (".", name, NULL);

  return g_strconcat ("[", name, "]", NULL);
}

/* What stands in @slot, which belongs to what is at place @owner. */
static char *
write_place (const MlPaths *self, MlSerial holder, MlSlot slot, MlSerial key, guint owner)
{
  const MlThing *thing = ml_memory_get (self->memory, holder);
  g_autofree char *leg = thing == NULL ? NULL : write_leg (self, thing, slot, key);
  g_autofree char *way = NULL;

  if (leg == NULL)
    return NULL;

  if (owner == 0)
    return g_strdup (leg + 1);

  way = write_place (self,
                     get_place (self, owner)->holder,
                     get_place (self, owner)->slot,
                     0,
                     get_place (self, owner)->owner);

  return way == NULL ? NULL : g_strconcat (way, leg, NULL);
}

char *
ml_paths_write (const MlPaths *self, MlSerial thing)
{
  const Place *place;
  guint number;

  g_return_val_if_fail (self != NULL, NULL);

  number = look_up (self->things, thing);

  if (number == 0)
    return NULL;

  place = get_place (self, number);

  return write_place (self, place->holder, place->slot, 0, place->owner);
}

static MlSerial
look_into_slot (const MlMemory *memory, MlSerial holder, MlSlot slot)
{
  const MlThing *thing = ml_memory_get (memory, holder);
  const MlSlots *region = thing == NULL ? NULL : &thing->regions[ML_SLOT_REGION (slot)];

  if (region == NULL || ML_SLOT_INDEX (slot) >= region->n)
    return 0;

  return region->slots[ML_SLOT_INDEX (slot)];
}

gboolean
ml_paths_leads (const MlPaths *self, MlSerial thing, const MlMemory *memory)
{
  guint number;

  g_return_val_if_fail (self != NULL && memory != NULL, FALSE);

  number = look_up (self->things, thing);

  for (guint at = number; at != 0; at = get_place (self, at)->owner)
    {
      const Place *place = get_place (self, at);

      if (look_into_slot (memory, place->holder, place->slot) !=
          look_into_slot (self->memory, place->holder, place->slot))
        return FALSE;
    }

  return number != 0;
}

/* Whose attribute or item a slot of @thing is. FALSE if nothing short leads there. */
static gboolean
find_owner (const MlPaths *self, const MlThing *thing, guint *owner)
{
  gpointer space;

  if (g_hash_table_lookup_extended (self->spaces, GUINT_TO_POINTER (thing->serial), NULL, &space))
    {
      *owner = GPOINTER_TO_UINT (space);
      return TRUE;
    }

  *owner = thing->kind == ML_KIND_FRAME ? 0 : look_up (self->things, thing->serial);

  return thing->kind == ML_KIND_FRAME || *owner != 0;
}

char *
ml_paths_write_slot (const MlPaths *self, MlSerial holder, MlSlot slot, MlSerial key)
{
  const MlThing *thing;
  guint owner;
  guint number;

  g_return_val_if_fail (self != NULL, NULL);

  thing = ml_memory_get (self->memory, holder);

  if (thing == NULL)
    return NULL;

  if (thing->kind == ML_KIND_CELL)
    {
      number = look_up (self->cells, holder);
      return number == 0 ? NULL
                         : write_place (self,
                                        get_place (self, number)->holder,
                                        get_place (self, number)->slot,
                                        0,
                                        get_place (self, number)->owner);
    }

  return find_owner (self, thing, &owner) ? write_place (self, holder, slot, key, owner) : NULL;
}

gboolean
ml_paths_is_namespace (const MlPaths *self, MlSerial dict)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_hash_table_contains (self->spaces, GUINT_TO_POINTER (dict));
}
