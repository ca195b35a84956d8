/* ml-description.c: the memory at one step in words, and as JSON */
#include "ml-description.h"

#include "ml-narrator.h"
#include "ml-identity.h"
#include "ml-outline.h"
#include "ml-reader.h"
#include "ml-scene.h"
#include "ml-words.h"

/* What is reached */

typedef struct
{
  MlMemory *memory;
  GArray *order; /* of MlSerial: in the order in which they were found */
  GHashTable *seen;
} Reach;

static void
reach_one (Reach *self, MlSerial serial)
{
  const MlThing *thing = serial != 0 ? ml_memory_get (self->memory, serial) : NULL;

  if (thing != NULL && thing->kind < ML_KIND_FRAME &&
      g_hash_table_add (self->seen, GUINT_TO_POINTER (serial)))
    g_array_append_val (self->order, serial);
}

static void
reach_slots (Reach *self, const MlThing *thing)
{
  for (guint region = 0; region < ML_N_REGIONS; region++)
    for (guint i = 0; i < thing->regions[region].n; i++)
      reach_one (self, thing->regions[region].slots[i]);
}

/* What belongs to the machinery is named, but not looked into. */
static void
reach_rest (Reach *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const MlThing *thing = ml_memory_get (self->memory, g_array_index (self->order, MlSerial, i));

      if (!(thing->flags & ML_THING_HIDDEN))
        reach_slots (self, thing);
    }
}

/* Names */

typedef void (*NameFunc) (const char *name, MlSerial target, gpointer data);

static void
foreach_pair (MlMemory *memory, const MlThing *dict, NameFunc func, gpointer data)
{
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      const MlThing *key = ml_memory_get (memory, items->slots[i]);
      g_autofree char *name = key != NULL ? ml_words_name (key) : NULL;

      if (name != NULL && items->slots[i + 1] != 0 && !ml_words_is_dunder (name))
        func (name, items->slots[i + 1], data);
    }
}

/* Calls @func for each name that the program gave in @frame. */
static void
foreach_name (MlMemory *memory, const MlThing *frame, NameFunc func, gpointer data)
{
  const MlThing *dict = ml_reader_get_part (memory, frame, ML_DETAIL_HONEST);
  const MlShape *shape = ml_memory_get_shape (memory, frame->shape);
  const MlSlots *slots = &frame->regions[ML_REGION_NAME];

  if (dict != NULL)
    {
      foreach_pair (memory, dict, func, data);
      return;
    }

  for (guint i = 0; i < slots->n && shape->names != NULL && shape->names[i] != NULL; i++)
    if (slots->slots[i] != 0)
      func (shape->names[i], slots->slots[i], data);
}

static void
reach_name (const char *name, MlSerial target, gpointer data)
{
  reach_one (data, target);
}

static void
reach_all (Reach *self)
{
  guint n;
  const MlSerial *serials = ml_memory_get_frames (self->memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *frame = ml_memory_get (self->memory, serials[i]);

      if (frame->kind == ML_KIND_FRAME)
        foreach_name (self->memory, frame, reach_name, self);
    }

  serials = ml_memory_get_things (self->memory, &n);
  for (guint i = 0; i < n; i++)
    if (!ml_memory_is_reachable (self->memory, serials[i]))
      reach_one (self, serials[i]);

  reach_rest (self);
}

/* JSON */

static char *
make_id (MlSerial serial)
{
  return g_strdup_printf ("%u", serial);
}

static void
set_id (JsonObject *object, const char *name, MlSerial serial)
{
  g_autofree char *id = make_id (serial);

  json_object_set_string_member (object, name, id);
}

static void
set_name (const char *name, MlSerial target, gpointer data)
{
  set_id (data, name, target);
}

static void
set_text_or_null (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static void
set_line (JsonObject *object, guint line)
{
  if (line != 0)
    json_object_set_int_member (object, "line", line);
  else
    json_object_set_null_member (object, "line");
}

static JsonArray *
make_frames (MlMemory *memory)
{
  JsonArray *array = json_array_new ();
  guint n;
  const MlSerial *frames = ml_memory_get_frames (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *frame = ml_memory_get (memory, frames[i]);
      JsonObject *object, *names;
      MlSpan span = { 0 };

      if (frame->kind != ML_KIND_FRAME)
        continue;

      object = json_object_new ();
      names = json_object_new ();
      ml_memory_get_frame_span (memory, frame->serial, &span);
      json_object_set_string_member (
          object, "name", ml_memory_get_shape (memory, frame->shape)->name);
      set_line (object, span.line);
      foreach_name (memory, frame, set_name, names);
      json_object_set_object_member (object, "names", names);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
make_holders (MlMemory *memory, MlSerial serial)
{
  JsonArray *array = json_array_new ();
  guint n;
  const MlHolder *holders = ml_memory_get_holders (memory, serial, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *by = ml_memory_get (memory, holders[i].thing);
      g_autofree char *text = ml_memory_name_slot (memory, by, holders[i].slot);
      JsonObject *object;

      if (holders[i].weak)
        continue;

      object = json_object_new ();
      json_object_set_string_member (object, "kind", ml_kind_get_name (by->kind));
      json_object_set_string_member (object, "text", text);
      if (by->kind < ML_KIND_FRAME)
        set_id (object, "by", by->serial);
      else
        json_object_set_null_member (object, "by");
      json_array_add_object_element (array, object);
    }

  return array;
}

/* Two slots may read alike: 1 and True as keys of different dicts never, but two instances as keys
 * do. */
static char *
make_key (MlMemory *memory, JsonObject *slots, const MlThing *thing, MlSlot slot)
{
  g_autofree char *name = ml_memory_name_slot (memory, thing, slot);

  if (!json_object_has_member (slots, name))
    return g_steal_pointer (&name);

  return g_strdup_printf ("%s #%u", name, ML_SLOT_INDEX (slot));
}

static JsonObject *
make_slots (MlMemory *memory, const MlThing *thing)
{
  JsonObject *object = json_object_new ();

  for (guint region = ML_REGION_FIELD; region <= ML_REGION_ITEM; region++)
    for (guint i = 0; i < thing->regions[region].n; i++)
      {
        MlSerial target = thing->regions[region].slots[i];
        g_autofree char *key = NULL;

        if (target == 0)
          continue;

        key = make_key (memory, object, thing, ML_SLOT (region, i));
        set_id (object, key, target);
      }

  return object;
}

static JsonObject *
make_object (MlMemory *memory, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (memory, serial);
  const MlThing *type = ml_memory_get (memory, thing->type);
  g_autofree char *type_name = type != NULL && type->value.type == ML_VALUE_TEXT
                                   ? g_strndup (type->value.text, type->value.length)
                                   : NULL;
  g_autofree char *value = ml_words_value (thing);
  JsonObject *object = json_object_new ();

  set_text_or_null (object, "type", type_name);
  set_text_or_null (object, "value", value);
  json_object_set_int_member (object, "refcount", thing->count);
  json_object_set_int_member (object, "size", thing->size);
  json_object_set_int_member (object, "address", thing->address);
  json_object_set_array_member (object, "holders", make_holders (memory, serial));
  json_object_set_object_member (object, "slots", make_slots (memory, thing));

  return object;
}

static JsonObject *
make_objects (MlMemory *memory)
{
  JsonObject *objects = json_object_new ();
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Reach reach = { memory, order, seen };

  reach_all (&reach);

  for (guint i = 0; i < order->len; i++)
    {
      MlSerial serial = g_array_index (order, MlSerial, i);
      g_autofree char *id = make_id (serial);

      json_object_set_object_member (objects, id, make_object (memory, serial));
    }

  return objects;
}

static char *
tell_step (const MlMemory *memory)
{
  g_autoptr (MlNarrator) narrator = ml_narrator_new (ml_memory_get_recording (memory));

  return ml_narrator_tell_step (narrator, ml_memory_get_step (memory));
}

JsonNode *
ml_description_to_json (MlMemory *memory, const MlDescriptionStep *step)
{
  MlStepInfo info =
      ml_recording_get_step (ml_memory_get_recording (memory), ml_memory_get_step (memory));
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *narration = tell_step (memory);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "step", step->step);
  json_object_set_int_member (object, "steps", step->n_steps);
  set_line (object, info.span.line);
  json_object_set_string_member (object, "event", ml_event_get_name (info.event));
  json_object_set_string_member (object, "narration", narration);
  json_object_set_string_member (object, "stdout", ml_memory_get_output (memory, 1));
  json_object_set_array_member (object, "frames", make_frames (memory));
  json_object_set_object_member (object, "objects", make_objects (memory));
  json_node_set_object (node, object);

  return node;
}

/* Text */

char *
ml_description_to_text (MlMemory *memory, const MlDescriptionStep *step)
{
  MlRecording *recording = ml_memory_get_recording (memory);
  MlStepInfo info = ml_recording_get_step (recording, ml_memory_get_step (memory));
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();
  g_autoptr (MlLayout) layout =
      ml_layout_new (recording, ML_VIEW_MEMORY, ML_DETAIL_HONEST, metrics);
  g_autoptr (MlScene) scene = ml_scene_new (layout, memory);
  g_autofree char *outline = ml_outline_write (scene);
  g_autofree char *narration = tell_step (memory);
  GString *text = g_string_new (NULL);
  const char *output = ml_memory_get_output (memory, 1);

  g_string_append_printf (text, "Step %u of %u", step->step, step->n_steps);
  if (info.span.line != 0)
    g_string_append_printf (text, ", line %u", info.span.line);
  g_string_append_printf (
      text, " (%s)\n%s\n\n%s", ml_event_get_name (info.event), narration, outline);
  if (*output != '\0')
    g_string_append_printf (text, "\nOutput so far:\n%s", output);

  return g_string_free (text, FALSE);
}

/* Why */

static char *
write_why (MlIdentity identity, const char *a, const char *b)
{
  return g_strdup_printf ("%s and %s are %s: %s.",
                          a,
                          b,
                          ml_identity_is_one (identity) ? "one object" : "two objects",
                          ml_identity_get_rule (identity));
}

char *
ml_description_why (MlMemory *memory, const char *a, MlSerial first, const char *b, MlSerial second)
{
  return write_why (ml_identity_find (memory, first, second), a, b);
}

JsonNode *
ml_description_why_to_json (MlMemory *memory,
                            const char *a,
                            MlSerial first,
                            const char *b,
                            MlSerial second)
{
  MlIdentity identity = ml_identity_find (memory, first, second);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *names = json_object_new ();
  g_autofree char *text = write_why (identity, a, b);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  set_id (names, a, first);
  set_id (names, b, second);
  json_object_set_object_member (object, "names", names);
  json_object_set_boolean_member (object, "one", ml_identity_is_one (identity));
  json_object_set_string_member (object, "rule", ml_identity_get_name (identity));
  json_object_set_string_member (object, "text", text);
  json_node_set_object (node, object);

  return node;
}
