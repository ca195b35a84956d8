/* ml-pytutor-frame.c: a frame as Online Python Tutor writes it */
#include "ml-pytutor-frame.h"

#include <string.h>

#include "ml-heap.h"
#include "ml-code.h"
#include "ml-reader.h"
#include "ml-recording-json.h"

/* A name of a frame that is bound. */
typedef struct
{
  char *name;
  MlSerial value;
  MlSerial cell; /* that holds the value; 0: the frame itself does */
  gboolean is_free;
  gboolean is_behind; /* not in co_varnames: comes behind those, by the alphabet */
} Local;

struct _MlPytutorFrame
{
  MlMemory *memory;
  const MlSignature *signature; /* may be NULL */
  MlSerial serial;
  MlSerial code;
  guint id;
  guint parent; /* number of a frame; 0: none */
  char *name;
  gboolean is_parent;
  gboolean is_zombie;
  GArray *locals;    /* of a zombie, of Local */
  MlSerial returned; /* by a zombie */
};

gboolean
ml_pytutor_is_hidden (const char *name)
{
  static const char *const hidden[] = {
    "__builtins__",
    "__name__",
    "__doc__",
    "__package__",
    "__exception__",
    "__return__",
    "__file__",
    "__spec__",
    "__loader__",
    "__module__",
    "__static_attributes__",
    "__firstlineno__",
    NULL,
  };

  return g_strv_contains (hidden, name);
}

static void
local_clear (gpointer data)
{
  g_free (((Local *) data)->name);
}

static const MlThing *
get_thing (const MlPytutorFrame *self, MlSerial serial)
{
  return serial != 0 ? ml_memory_get (self->memory, serial) : NULL;
}

/* What a cell holds now; 0: nothing. */
static MlSerial
open_cell (const MlThing *cell)
{
  const MlSlots *fields = &cell->regions[ML_REGION_FIELD];

  return fields->n > 0 ? fields->slots[0] : 0;
}

static void
add_local (GArray *locals, const Local *local)
{
  Local kept = *local;

  if (local->value == 0 || ml_pytutor_is_hidden (local->name))
    return;

  kept.name = g_strdup (local->name);
  g_array_append_val (locals, kept);
}

/* A cell stands in the frame itself where the code says so; an argument gets its cell only when the
 * function has begun. */
static void
add_slot (const MlPytutorFrame *self, GArray *locals, const char *name, guint index, MlSerial slot)
{
  const MlThing *thing = get_thing (self, slot);
  guint8 kind = self->signature != NULL ? self->signature->kinds[index] : ML_LOCAL_PLAIN;
  Local local = { .name = (char *) name, .value = slot };

  local.is_free = (kind & ML_LOCAL_FREE) != 0;
  local.is_behind = self->signature != NULL && index >= self->signature->n_locals;

  if ((kind & (ML_LOCAL_CELL | ML_LOCAL_FREE)) != 0 && thing != NULL && thing->kind == ML_KIND_CELL)
    {
      local.cell = slot;
      local.value = open_cell (thing);
    }

  add_local (locals, &local);
}

static void
add_pairs (const MlPytutorFrame *self, GArray *locals, const MlThing *dict)
{
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      const MlThing *key = get_thing (self, items->slots[i]);
      Local local = { .value = items->slots[i + 1], .is_behind = TRUE };

      if (key == NULL || key->kind != ML_KIND_STR)
        continue;

      local.name = (char *) key->value.text;
      add_local (locals, &local);
    }
}

static int
compare_locals (gconstpointer a, gconstpointer b)
{
  const Local *first = a;
  const Local *second = b;

  if (first->is_behind != second->is_behind)
    return first->is_behind ? 1 : -1;

  /* What is in co_varnames is in its order already. */
  return first->is_behind ? strcmp (first->name, second->name) : 0;
}

/* Those that are bound, in the order in which they are shown. (transfer full) */
static GArray *
collect_locals (const MlPytutorFrame *self)
{
  GArray *locals = g_array_new (FALSE, FALSE, sizeof (Local));
  const MlThing *frame = get_thing (self, self->serial);
  MlRecording *recording = ml_memory_get_recording (self->memory);
  const char *const *names = ml_recording_get_shape (recording, frame->shape)->names;
  const MlSlots *slots = &frame->regions[ML_REGION_NAME];
  const MlThing *namespace = ml_reader_get_field (self->memory, frame, "locals");

  g_array_set_clear_func (locals, local_clear);

  for (guint i = 0; i < slots->n && names[i] != NULL; i++)
    add_slot (self, locals, names[i], i, slots->slots[i]);

  if (namespace != NULL)
    add_pairs (self, locals, namespace);

  g_array_sort (locals, compare_locals);

  return locals;
}

/* The same of a zombie: as they were at its return, with cells as they are now. */
static GArray *
collect_zombie (const MlPytutorFrame *self)
{
  for (guint i = 0; i < self->locals->len; i++)
    {
      Local *local = &g_array_index (self->locals, Local, i);
      const MlThing *cell = get_thing (self, local->cell);

      if (cell != NULL && open_cell (cell) != 0)
        local->value = open_cell (cell);
    }

  return g_array_ref (self->locals);
}

static GArray *
get_locals (const MlPytutorFrame *self)
{
  return self->is_zombie ? collect_zombie (self) : collect_locals (self);
}

static const MlPytutorFrame *
find_frame (const GPtrArray *frames, guint id)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const MlPytutorFrame *frame = g_ptr_array_index (frames, i);

      if (frame->id == id)
        return frame;
    }

  return NULL;
}

/* A lambda's function may be shown before it can be reached from a name: where it was made is known
 * by its code. */
static void
expect_lambdas (MlPytutorFrame *self, MlPytutorHeap *heap)
{
  const MlThing *code = get_thing (self, self->code);
  const MlThing *constants =
      code != NULL ? ml_reader_get_field (self->memory, code, "constants") : NULL;

  for (guint i = 0; constants != NULL && i < constants->regions[ML_REGION_ITEM].n; i++)
    {
      const MlThing *inner = get_thing (self, constants->regions[ML_REGION_ITEM].slots[i]);
      const MlThing *name = inner != NULL && inner->kind == ML_KIND_CODE
                                ? ml_reader_get_field (self->memory, inner, "name")
                                : NULL;

      if (name != NULL && g_str_equal (name->value.text, "<lambda>"))
        ml_pytutor_heap_set_parent (heap, inner->serial, self->id);
    }
}

MlPytutorFrame *
ml_pytutor_frame_new (MlMemory *memory,
                      const MlSignatures *signatures,
                      MlPytutorHeap *heap,
                      const GPtrArray *others,
                      MlSerial serial,
                      guint id)
{
  MlPytutorFrame *self = g_new0 (MlPytutorFrame, 1);
  const MlThing *frame = ml_memory_get (memory, serial);
  const MlThing *function = ml_reader_get_field (memory, frame, "function");
  const MlThing *code = ml_reader_get_field (memory, frame, "code");

  self->memory = memory;
  self->serial = serial;
  self->id = id;
  self->code = code != NULL ? code->serial : 0;
  self->signature = ml_signatures_get (signatures, self->code);
  self->name =
      g_strdup (ml_recording_get_shape (ml_memory_get_recording (memory), frame->shape)->name);

  if (function != NULL)
    self->parent = ml_pytutor_heap_get_parent (heap, function->serial);

  if (self->signature != NULL && self->signature->has_lambda)
    {
      self->is_parent = TRUE;
      expect_lambdas (self, heap);
    }

  return self;
}

void
ml_pytutor_frame_free (gpointer data)
{
  MlPytutorFrame *self = data;

  g_clear_pointer (&self->locals, g_array_unref);
  g_free (self->name);
  g_free (self);
}

gboolean
ml_pytutor_frame_runs (const MlPytutorFrame *self, MlSerial serial)
{
  return self->serial == serial && !self->is_zombie;
}

/* Whether @function was made by this frame's code. */
static gboolean
is_child (const MlPytutorFrame *self, const MlThing *function)
{
  const MlThing *own = get_thing (self, self->code);
  const MlThing *code = ml_reader_get_field (self->memory, function, "code");
  const MlThing *constants =
      own != NULL ? ml_reader_get_field (self->memory, own, "constants") : NULL;

  for (guint i = 0; constants != NULL && code != NULL && i < constants->regions[ML_REGION_ITEM].n;
       i++)
    if (constants->regions[ML_REGION_ITEM].slots[i] == code->serial)
      return TRUE;

  return FALSE;
}

/* Whether one looks into it for functions: containers and instances. */
static gboolean
is_looked_into (const MlThing *thing)
{
  return thing->kind == ML_KIND_LIST || thing->kind == ML_KIND_TUPLE ||
         thing->kind == ML_KIND_DICT || thing->kind == ML_KIND_SET ||
         thing->kind == ML_KIND_INSTANCE;
}

static void
meet (GArray *queue, GHashTable *met, MlSerial serial)
{
  if (serial != 0 && g_hash_table_add (met, GUINT_TO_POINTER (serial)))
    g_array_append_val (queue, serial);
}

static void
meet_slots (GArray *queue, GHashTable *met, const MlThing *thing)
{
  static const MlRegion regions[] = { ML_REGION_NAME, ML_REGION_ITEM };

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    for (guint j = 0; j < thing->regions[regions[i]].n; j++)
      meet (queue, met, thing->regions[regions[i]].slots[j]);
}

void
ml_pytutor_frame_find_children (MlPytutorFrame *self, MlPytutorHeap *heap)
{
  g_autoptr (GArray) locals = get_locals (self);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < locals->len; i++)
    meet (queue, met, g_array_index (locals, Local, i).value);

  for (guint i = 0; i < queue->len; i++)
    {
      const MlThing *thing = get_thing (self, g_array_index (queue, MlSerial, i));

      if (thing == NULL)
        continue;

      if (thing->kind == ML_KIND_FUNCTION && is_child (self, thing) &&
          ml_pytutor_heap_get_parent (heap, thing->serial) == 0)
        {
          ml_pytutor_heap_set_parent (heap, thing->serial, self->id);
          self->is_parent = TRUE;
        }
      else if (is_looked_into (thing))
        {
          meet_slots (queue, met, thing);
        }
    }
}

/* A lambda is told by its line once its function was among the objects. */
static char *
get_shown_name (const MlPytutorFrame *self, MlPytutorHeap *heap)
{
  if (g_str_equal (self->name, "<lambda>") && self->signature != NULL &&
      ml_pytutor_heap_has_shown (heap, self->code))
    return g_strdup_printf ("<lambda> <line %u>", self->signature->first_line);

  return g_strdup (self->name);
}

static void
put_flag (GString *json, const char *name, gboolean value)
{
  g_string_append_printf (json, ",\"%s\":%s", name, value ? "true" : "false");
}

static void
put_string (GString *json, const char *text)
{
  ml_json_put_text (json, text, strlen (text));
}

/* Whether a parent of this frame shows the same value under the same name. */
static gboolean
is_shown_by_parent (const MlPytutorFrame *self, const Local *local, const GPtrArray *others)
{
  const MlPytutorFrame *parent = find_frame (others, self->parent);

  for (; parent != NULL; parent = find_frame (others, parent->parent))
    {
      g_autoptr (GArray) locals = get_locals (parent);

      for (guint i = 0; i < locals->len; i++)
        {
          const Local *other = &g_array_index (locals, Local, i);

          if (g_str_equal (other->name, local->name) && other->value == local->value)
            return TRUE;
        }
    }

  return FALSE;
}

static void
put_locals (MlPytutorFrame *self,
            GString *json,
            const GPtrArray *others,
            MlPytutorHeap *heap,
            gboolean returns,
            MlSerial value)
{
  g_autoptr (GArray) locals = get_locals (self);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  g_string_append (json, ",\"encoded_locals\":{");

  for (guint i = 0; i < locals->len; i++)
    {
      const Local *local = &g_array_index (locals, Local, i);

      if (local->is_free && is_shown_by_parent (self, local, others))
        continue;

      g_string_append (json, n > 0 ? "," : "");
      g_string_append (names, n++ > 0 ? "," : "");
      put_string (json, local->name);
      put_string (names, local->name);
      g_string_append_c (json, ':');
      ml_pytutor_heap_put_value (heap, json, local->value);
    }

  if (returns)
    {
      g_string_append_printf (json, "%s\"__return__\":", n > 0 ? "," : "");
      g_string_append (names, n > 0 ? ",\"__return__\"" : "\"__return__\"");

      if (value != 0)
        ml_pytutor_heap_put_value (heap, json, value);
      else
        g_string_append (json, "null");
    }

  g_string_append_printf (json, "},\"ordered_varnames\":[%s]", names->str);
}

static void
put_parents (const MlPytutorFrame *self, GString *json, const GPtrArray *others)
{
  const MlPytutorFrame *parent = find_frame (others, self->parent);

  g_string_append (json, ",\"parent_frame_id_list\":[");

  for (guint n = 0; parent != NULL; parent = find_frame (others, parent->parent))
    g_string_append_printf (json, n++ > 0 ? ",%u" : "%u", parent->id);

  g_string_append_c (json, ']');
}

void
ml_pytutor_frame_put (MlPytutorFrame *self,
                      GString *json,
                      const GPtrArray *others,
                      MlPytutorHeap *heap,
                      const MlStepInfo *info)
{
  gboolean runs = !self->is_zombie && self->serial == info->frame;
  gboolean returns = runs && (info->event == ML_EVENT_RETURN || info->event == ML_EVENT_YIELD);
  g_autofree char *name = get_shown_name (self, heap);
  g_autofree char *hash = g_strdup_printf (
      "%s_f%u%s%s", name, self->id, self->is_parent ? "_p" : "", self->is_zombie ? "_z" : "");

  g_string_append (json, "{\"func_name\":");
  put_string (json, name);
  g_string_append_printf (json, ",\"frame_id\":%u,\"unique_hash\":", self->id);
  put_string (json, hash);
  put_flag (json, "is_highlighted", runs);
  put_flag (json, "is_parent", self->is_parent);
  put_flag (json, "is_zombie", self->is_zombie);
  put_parents (self, json, others);
  put_locals (self,
              json,
              others,
              heap,
              returns || self->is_zombie,
              self->is_zombie ? self->returned : info->value);
  g_string_append_c (json, '}');
}

gboolean
ml_pytutor_frame_end (MlPytutorFrame *self, MlPytutorHeap *heap, MlSerial value)
{
  if (!self->is_parent)
    return FALSE;

  self->locals = collect_locals (self);
  self->returned = value;
  self->is_zombie = TRUE;

  for (guint i = 0; i < self->locals->len; i++)
    ml_pytutor_heap_keep (heap, g_array_index (self->locals, Local, i).value);

  if (value != 0)
    ml_pytutor_heap_keep (heap, value);

  return TRUE;
}
