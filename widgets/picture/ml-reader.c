/* ml-reader.c: what of a thing is shown, and as what */
#include "ml-reader.h"

#include <string.h>

#include "ml-words.h"

/* The fields of a kind that a program's author knows; the rest is machinery. */
static const char *const function_fields[] = { "defaults", "kwdefaults", "closure", NULL };
static const char *const method_fields[] = { "func", "function", "self", NULL };
static const char *const exception_fields[] = { "args", "traceback", "cause", "context", NULL };
static const char *const traceback_fields[] = { "tb_next", NULL };
static const char *const generator_fields[] = { "yieldfrom", NULL };
static const char *const no_fields[] = { NULL };

static const MlShape *
get_shape (const MlMemory *memory, const MlThing *thing)
{
  return ml_memory_get_shape (memory, thing->shape);
}

static gboolean
field_is (const char *name, const char *wanted)
{
  g_autofree char *bare = ml_words_field (name);

  return strcmp (bare, wanted) == 0;
}

const MlThing *
ml_reader_get_field (const MlMemory *memory, const MlThing *thing, const char *name)
{
  const MlShape *shape = get_shape (memory, thing);
  const MlSlots *fields = &thing->regions[ML_REGION_FIELD];

  for (guint i = 0; i < fields->n && shape->fields != NULL && shape->fields[i] != NULL; i++)
    if (fields->slots[i] != 0 && field_is (shape->fields[i], name))
      return ml_memory_get (memory, fields->slots[i]);

  return NULL;
}

static gboolean
has_pairs (const MlMemory *memory, const MlThing *thing)
{
  return thing != NULL && get_shape (memory, thing)->items == ML_ITEMS_PAIRS;
}

/* The value of @key in a dict; NULL if there is none. */
static const MlThing *
get_item (const MlMemory *memory, const MlThing *dict, const char *key)
{
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];
  gsize length = strlen (key);

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      const MlThing *name = ml_memory_get (memory, items->slots[i]);

      if (name != NULL && name->value.type == ML_VALUE_TEXT && name->value.length == length &&
          memcmp (name->value.text, key, length) == 0)
        return ml_memory_get (memory, items->slots[i + 1]);
    }

  return NULL;
}

/* The name of the module that a thing comes from, or is. (transfer full) */
static char *
get_module (const MlMemory *memory, const MlThing *thing)
{
  const MlThing *dict;

  switch ((MlKind) thing->kind)
    {
    case ML_KIND_MODULE:
      if (thing->value.type != ML_VALUE_TEXT)
        return NULL;
      return g_strndup (thing->value.text, thing->value.length);
    case ML_KIND_FUNCTION:
      return ml_words_name (ml_reader_get_field (memory, thing, "module"));
    case ML_KIND_CLASS:
      dict = ml_reader_get_field (memory, thing, "dict");
      return dict != NULL ? ml_words_name (get_item (memory, dict, "__module__")) : NULL;
    default:
      return NULL;
    }
}

/* Whether @source is where a module of the program's own was read from. */
static gboolean
is_source_of (const char *source, const char *module)
{
  g_autofree char *file = g_strconcat (module, ".py", NULL);
  g_autofree char *folder = g_build_filename (module, "__init__.py", NULL);

  return g_str_has_suffix (source, file) || g_str_has_suffix (source, folder);
}

gboolean
ml_reader_is_shipped (const MlMemory *memory, const MlThing *thing)
{
  MlRecording *recording = ml_memory_get_recording (memory);
  g_autofree char *module = NULL;

  if (thing->kind == ML_KIND_INSTANCE)
    thing = ml_memory_get (memory, thing->type);
  module = thing != NULL ? get_module (memory, thing) : NULL;
  if (module == NULL || strcmp (module, "__main__") == 0)
    return FALSE;

  for (guint i = 1; i <= ml_recording_get_n_sources (recording); i++)
    if (is_source_of (ml_recording_get_source_name (recording, i), module))
      return FALSE;

  return TRUE;
}

static const MlThing *
get_frame_names (const MlMemory *memory, const MlThing *frame)
{
  const MlThing *names = ml_reader_get_field (memory, frame, "locals");
  const MlSerial *frames;
  guint n_frames;

  if (has_pairs (memory, names))
    return names;

  frames = ml_memory_get_frames (memory, &n_frames);
  if (n_frames == 0 || frames[0] != frame->serial)
    return NULL;

  names = ml_reader_get_field (memory, frame, "globals");
  return has_pairs (memory, names) ? names : NULL;
}

static gboolean
is_on_stack (const MlMemory *memory, MlSerial frame)
{
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (memory, &n_frames);

  for (guint i = 0; i < n_frames; i++)
    if (frames[i] == frame)
      return TRUE;

  return FALSE;
}

/* The call that an exception came through, unless it goes on. */
static const MlThing *
get_traceback_frame (const MlMemory *memory, const MlThing *traceback)
{
  const MlThing *object = ml_reader_get_field (memory, traceback, "tb_frame");
  const MlThing *frame = object != NULL ? ml_reader_get_field (memory, object, "frame") : NULL;

  return frame != NULL && frame->kind == ML_KIND_FRAME && !is_on_stack (memory, frame->serial)
             ? frame
             : NULL;
}

const MlThing *
ml_reader_get_part (const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  const MlThing *part;

  if (thing->kind == ML_KIND_FRAME)
    return get_frame_names (memory, thing);
  if (detail == ML_DETAIL_CPYTHON)
    return NULL;

  if (thing->kind == ML_KIND_GENERATOR)
    {
      part = ml_reader_get_field (memory, thing, "frame");
      return part != NULL && part->kind == ML_KIND_FRAME && !is_on_stack (memory, part->serial)
                 ? part
                 : NULL;
    }

  if (thing->kind == ML_KIND_TRACEBACK)
    return get_traceback_frame (memory, thing);

  part = ml_reader_get_field (memory, thing, "dict");
  return has_pairs (memory, part) && part->count <= 1 ? part : NULL;
}

static gboolean
is_part_of_frame (const MlMemory *memory, const MlThing *thing)
{
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (memory, &n_frames);

  for (guint i = 0; i < n_frames; i++)
    {
      const MlThing *frame = ml_memory_get (memory, frames[i]);

      if (frame->kind == ML_KIND_FRAME && get_frame_names (memory, frame) == thing)
        return TRUE;
    }

  return FALSE;
}

gboolean
ml_reader_is_shown (const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  if (thing == NULL || thing->kind >= ML_KIND_FRAME)
    return FALSE;
  if (detail != ML_DETAIL_CPYTHON &&
      (thing->flags & ML_THING_HIDDEN || thing->kind == ML_KIND_FRAME_OBJECT))
    return FALSE;

  /* An arrow to None would tell the learner nothing: it is written where it is held. */
  if (detail != ML_DETAIL_CPYTHON && thing->kind == ML_KIND_NONE)
    return FALSE;
  if (detail == ML_DETAIL_SIMPLE && ml_words_is_value (thing))
    return FALSE;
  return thing->kind != ML_KIND_DICT || !is_part_of_frame (memory, thing);
}

/* A row for what @slot of @holder refers to: an arrow's start, or words where no arrow is drawn. */
static MlRow *
add_slot_row (MlBox *box,
              const MlMemory *memory,
              MlRowKind kind,
              char *label,
              const MlThing *holder,
              MlSlot slot,
              MlSerial target,
              MlDetail detail)
{
  const MlThing *thing = ml_memory_get (memory, target);
  MlRow *row = ml_box_add_row (box, kind, label, NULL);

  row->holder = holder->serial;
  row->slot = slot;
  if (thing == NULL)
    return row;

  if (ml_reader_is_shown (memory, thing, detail))
    row->target = target;
  else
    row->text = ml_words_key (memory, thing);
  return row;
}

/* Which of a thing's names are shown. */
typedef enum
{
  NAMES_ALL,
  NAMES_OWN,   /* not those that belong to the machinery */
  NAMES_PUBLIC /* of the library's objects, those that do not begin with an underscore */
} Names;

static gboolean
is_shown_name (Names names, const char *name, const MlThing *value)
{
  if (names == NAMES_PUBLIC)
    return name[0] != '_';

  return names == NAMES_ALL || !ml_words_is_dunder (name) ||
         (value != NULL && value->kind == ML_KIND_FUNCTION);
}

static Names
choose_names (const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  if (detail == ML_DETAIL_CPYTHON && thing->kind != ML_KIND_FRAME)
    return NAMES_ALL;

  return thing->kind == ML_KIND_INSTANCE && ml_reader_is_shipped (memory, thing) ? NAMES_PUBLIC
                                                                                 : NAMES_OWN;
}

/* The items of a dict as rows of @box; returns how many are not shown. */
static guint
add_pairs (MlBox *box,
           const MlMemory *memory,
           const MlThing *dict,
           MlRowKind kind,
           MlDetail detail,
           Names names)
{
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];
  guint n_left_out = 0;

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      const MlThing *key = ml_memory_get (memory, items->slots[i]);
      const MlThing *value = ml_memory_get (memory, items->slots[i + 1]);
      char *name;

      if (key == NULL)
        continue;

      name = kind == ML_ROW_NAME ? ml_words_name (key) : NULL;
      if (name == NULL)
        name = ml_words_key (memory, key);

      if (!is_shown_name (names, name, value))
        {
          g_free (name);
          n_left_out++;
          continue;
        }

      add_slot_row (box,
                    memory,
                    kind,
                    name,
                    dict,
                    ML_SLOT (ML_REGION_ITEM, i + 1),
                    items->slots[i + 1],
                    detail);
    }

  return n_left_out;
}

static void
add_cells (MlBox *box, const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];
  gboolean numbered = get_shape (memory, thing)->items == ML_ITEMS_SEQUENCE;

  for (guint i = 0; i < items->n; i++)
    {
      MlRow *row;

      if (items->slots[i] == 0 && !numbered)
        continue;

      row = add_slot_row (box,
                          memory,
                          ML_ROW_CELL,
                          numbered ? g_strdup_printf ("%u", i) : NULL,
                          thing,
                          ML_SLOT (ML_REGION_ITEM, i),
                          items->slots[i],
                          detail);
      if (!(thing->flags & ML_THING_MUTABLE))
        row->flags |= ML_ROW_CLOSED;
    }
}

static void
add_items (MlBox *box, const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  guint n_rows = box->n_rows;

  switch (get_shape (memory, thing)->items)
    {
    case ML_ITEMS_PAIRS:
      add_pairs (box, memory, thing, ML_ROW_PAIR, detail, NAMES_ALL);
      break;
    case ML_ITEMS_SEQUENCE:
    case ML_ITEMS_SET:
      add_cells (box, memory, thing, detail);
      break;
    case ML_ITEMS_NONE:
    default:
      return;
    }

  if (box->n_rows == n_rows && n_rows == 0)
    ml_box_add_row (box, ML_ROW_NOTE, NULL, g_strdup ("empty"));
}

static void
add_names (MlBox *box, const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  const char *const *names = get_shape (memory, thing)->names;
  const MlSlots *slots = &thing->regions[ML_REGION_NAME];
  gboolean own = choose_names (memory, thing, detail) != NAMES_PUBLIC;

  for (guint i = 0; i < slots->n && names != NULL && names[i] != NULL; i++)
    if (slots->slots[i] != 0 && (own || names[i][0] != '_'))
      add_slot_row (box,
                    memory,
                    ML_ROW_NAME,
                    g_strdup (names[i]),
                    thing,
                    ML_SLOT (ML_REGION_NAME, i),
                    slots->slots[i],
                    detail);
}

static const char *const *
known_fields (MlKind kind)
{
  switch (kind)
    {
    case ML_KIND_FUNCTION:
      return function_fields;
    case ML_KIND_METHOD:
    case ML_KIND_BUILTIN:
      return method_fields;
    case ML_KIND_EXCEPTION:
      return exception_fields;
    case ML_KIND_GENERATOR:
      return generator_fields;
    case ML_KIND_TRACEBACK:
      return traceback_fields;
    case ML_KIND_CLASS:
    case ML_KIND_BUILTIN_CLASS:
    case ML_KIND_MODULE:
      return no_fields;
    default:
      return NULL;
    }
}

static gboolean
shows_field (const MlMemory *memory,
             const MlThing *thing,
             const char *name,
             const MlThing *value,
             MlDetail detail)
{
  const char *const *known = known_fields ((MlKind) thing->kind);
  g_autofree char *bare = NULL;

  if (value == NULL || value == ml_reader_get_part (memory, thing, detail) ||
      thing->kind == ML_KIND_BUILTIN_CLASS || strcmp (name, "__builtins__") == 0)
    return FALSE;
  if (detail == ML_DETAIL_CPYTHON)
    return TRUE;
  if (value->kind == ML_KIND_NONE || value->kind == ML_KIND_MODULE ||
      !ml_reader_is_shown (memory, value, ML_DETAIL_HONEST))
    return FALSE;

  bare = ml_words_field (name);
  if (thing->kind != ML_KIND_INSTANCE && ml_reader_is_shipped (memory, thing))
    return FALSE;
  if (strcmp (bare, "dict") == 0)
    return value->regions[ML_REGION_ITEM].n > 0;
  if (known == NULL)
    return !ml_words_is_dunder (name);
  return g_strv_contains (known, bare);
}

static void
add_fields (MlBox *box, const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  const char *const *names = get_shape (memory, thing)->fields;
  const MlSlots *slots = &thing->regions[ML_REGION_FIELD];

  for (guint i = 0; i < slots->n && names != NULL && names[i] != NULL; i++)
    {
      const MlThing *value = ml_memory_get (memory, slots->slots[i]);
      const char *name = names[i][0] == '~' ? names[i] + 1 : names[i];

      if (!shows_field (memory, thing, names[i], value, detail))
        continue;

      add_slot_row (box,
                    memory,
                    ML_ROW_NAME,
                    detail == ML_DETAIL_CPYTHON ? g_strdup (name) : ml_words_field (name),
                    thing,
                    ML_SLOT (ML_REGION_FIELD, i),
                    value->serial,
                    detail);
    }
}

/* A cell is a circle around the one thing that it holds. */
static void
add_cell_content (MlBox *box, const MlMemory *memory, const MlThing *cell, MlDetail detail)
{
  for (guint region = ML_REGION_FIELD; region <= ML_REGION_ITEM; region++)
    {
      const MlSlots *slots = &cell->regions[region];

      if (slots->n == 0)
        continue;

      add_slot_row (
          box, memory, ML_ROW_NAME, NULL, cell, ML_SLOT (region, 0), slots->slots[0], detail);
      return;
    }
}

static void
add_part (MlBox *box, const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  const MlThing *part = ml_reader_get_part (memory, thing, detail);
  guint n_left_out;

  if (part == NULL)
    return;

  /* Which attributes of a built-in class there are yet says more of the machinery than of it. */
  if (thing->kind == ML_KIND_BUILTIN_CLASS)
    return;
  if (detail != ML_DETAIL_CPYTHON && thing->kind != ML_KIND_INSTANCE &&
      ml_reader_is_shipped (memory, thing))
    return;

  if (part->kind == ML_KIND_FRAME)
    {
      add_names (box, memory, part, detail);
      return;
    }

  n_left_out =
      add_pairs (box, memory, part, ML_ROW_NAME, detail, choose_names (memory, thing, detail));
  if (n_left_out > 0 && thing->kind == ML_KIND_CLASS)
    {
      MlRow *row =
          ml_box_add_row (box, ML_ROW_NOTE, NULL, g_strdup_printf ("… %u more", n_left_out));

      row->n_folded = n_left_out;
    }
}

/* Where an exception came through: "load(), line 10". */
static char *
describe_traceback (const MlMemory *memory, const MlThing *traceback)
{
  const MlThing *object = ml_reader_get_field (memory, traceback, "tb_frame");
  const MlThing *frame = object != NULL ? ml_reader_get_field (memory, object, "frame") : NULL;
  g_autofree char *title = frame != NULL ? ml_words_title (memory, frame) : NULL;
  MlSpan span;

  if (frame == NULL)
    return NULL;
  if (!ml_memory_get_frame_span (memory, frame->serial, &span))
    return g_steal_pointer (&title);
  return g_strdup_printf ("%s, line %u", title, span.line);
}

/* One remark about what has nothing else to show. */
static char *
describe (const MlMemory *memory, const MlThing *thing, const char *title)
{
  g_autofree char *module = get_module (memory, thing);

  if (module != NULL && ml_reader_is_shipped (memory, thing))
    return thing->kind == ML_KIND_MODULE ? g_strdup ("of Python's library")
                                         : g_strdup_printf ("from %s", module);

  switch ((MlKind) thing->kind)
    {
    case ML_KIND_BUILTIN:
      return g_strdup ("built-in function");
    case ML_KIND_BUILTIN_CLASS:
      if (strcmp (title, "type") == 0)
        return g_strdup ("the class of all classes");
      if (strcmp (title, "object") == 0)
        return g_strdup ("the base of all classes");
      return g_strdup ("built-in class");
    case ML_KIND_CLASS:
    case ML_KIND_INSTANCE:
      return g_strdup ("no attributes of its own");
    case ML_KIND_FRAME:
    case ML_KIND_FUNCTION:
      return NULL;
    default:
      if (thing->value.type != ML_VALUE_TEXT)
        return NULL;
      return g_strndup (thing->value.text, thing->value.length);
    }
}

/* Below the rows; of a sequence, whose cells may stand side by side, above the box. */
static void
add_machine_notes (MlBox *box, const MlThing *thing)
{
  g_autofree char *bytes = ml_words_bytes (thing->size);
  g_autofree char *place =
      g_strdup_printf ("id 0x%" G_GINT64_MODIFIER "x · %s", thing->address, bytes);
  g_autofree char *room =
      thing->capacity > 0 ? g_strdup_printf ("room for %u", thing->capacity) : NULL;

  if (box->n_rows > 0 && box->rows[0].kind == ML_ROW_CELL)
    {
      box->caption = g_strjoin (" · ", place, room, NULL);
      return;
    }

  ml_box_add_row (box, ML_ROW_NOTE, NULL, g_steal_pointer (&place));
  if (room != NULL)
    ml_box_add_row (box, ML_ROW_NOTE, NULL, g_steal_pointer (&room));
}

void
ml_reader_add_rows (MlBox *box, const MlMemory *memory, const MlThing *thing, MlDetail detail)
{
  char *note;

  if (ml_words_is_value (thing))
    ml_box_add_row (box, ML_ROW_VALUE, NULL, ml_words_value (thing));
  else if (thing->kind == ML_KIND_CELL)
    add_cell_content (box, memory, thing, detail);
  else
    {
      note = thing->kind == ML_KIND_TRACEBACK ? describe_traceback (memory, thing) : NULL;
      if (note != NULL)
        ml_box_add_row (box, ML_ROW_NOTE, NULL, note);
      add_part (box, memory, thing, detail);
      if (thing->kind != ML_KIND_FRAME)
        add_fields (box, memory, thing, detail);
      add_names (box, memory, thing, detail);
      add_items (box, memory, thing, detail);
    }

  if (box->n_rows == 0)
    {
      note = describe (memory, thing, box->title);
      if (note != NULL)
        ml_box_add_row (box, ML_ROW_NOTE, NULL, note);
    }

  if (detail == ML_DETAIL_CPYTHON && box->role == ML_BOX_OBJECT)
    add_machine_notes (box, thing);
}

static gboolean
draws_link (const MlMemory *memory, const MlThing *target, MlView view)
{
  if (target == NULL)
    return FALSE;
  if (target->kind == ML_KIND_CLASS)
    return view == ML_VIEW_TYPES || !ml_reader_is_shipped (memory, target);
  return view == ML_VIEW_TYPES && target->kind == ML_KIND_BUILTIN_CLASS;
}

/* A class may hold its one base itself. */
static gboolean
add_single_base (const MlMemory *memory, const MlThing *thing, MlView view, GArray *links)
{
  const char *const *names = get_shape (memory, thing)->fields;
  const MlSlots *slots = &thing->regions[ML_REGION_FIELD];

  for (guint i = 0; i < slots->n && names != NULL && names[i] != NULL; i++)
    {
      MlLink link = { TRUE, thing->serial, ML_SLOT (ML_REGION_FIELD, i), slots->slots[i] };

      if (!field_is (names[i], "base"))
        continue;
      if (ml_reader_get_field (memory, thing, "bases") != NULL)
        return FALSE;
      if (draws_link (memory, ml_memory_get (memory, link.target), view))
        g_array_append_val (links, link);
      return TRUE;
    }

  return FALSE;
}

void
ml_reader_get_links (const MlMemory *memory, const MlThing *thing, MlView view, GArray *links)
{
  MlLink link = { FALSE, thing->serial, ML_SLOT_TYPE, thing->type };
  const MlThing *bases;

  if (draws_link (memory, ml_memory_get (memory, thing->type), view))
    g_array_append_val (links, link);

  if (thing->kind != ML_KIND_CLASS && thing->kind != ML_KIND_BUILTIN_CLASS)
    return;

  if (add_single_base (memory, thing, view, links))
    return;

  bases = ml_reader_get_field (memory, thing, "bases");
  for (guint i = 0; bases != NULL && i < bases->regions[ML_REGION_ITEM].n; i++)
    {
      link = (MlLink){
        TRUE,
        bases->serial,
        ML_SLOT (ML_REGION_ITEM, i),
        bases->regions[ML_REGION_ITEM].slots[i],
      };
      if (draws_link (memory, ml_memory_get (memory, link.target), view))
        g_array_append_val (links, link);
    }
}

void
ml_reader_add_line (MlBox *box, guint line)
{
  if (line > 0)
    ml_box_add_row (box, ML_ROW_NOTE, NULL, g_strdup_printf ("line %u", line));
}

/* Nobody waits for what the module's frame returns. */
static gboolean
is_outermost (const MlMemory *memory, const MlThing *frame)
{
  guint n_frames;
  const MlSerial *frames = ml_memory_get_frames (memory, &n_frames);

  for (guint i = 0; i < n_frames && frames[i] != frame->serial; i++)
    if (ml_memory_get (memory, frames[i])->kind == ML_KIND_FRAME)
      return FALSE;

  return TRUE;
}

void
ml_reader_add_return (MlBox *box,
                      const MlMemory *memory,
                      const MlThing *frame,
                      const MlStepInfo *info,
                      MlDetail detail)
{
  const MlSlots *stack = &frame->regions[ML_REGION_STACK];
  MlSlot slot = ML_SLOT (ML_REGION_STACK, stack->n);
  MlRow *row;

  if (info->event != ML_EVENT_RETURN && info->event != ML_EVENT_YIELD)
    return;
  if (info->frame != frame->serial || info->value == 0 || is_outermost (memory, frame))
    return;

  for (guint i = 0; i < stack->n; i++)
    if (stack->slots[i] == info->value)
      slot = ML_SLOT (ML_REGION_STACK, i);

  row = add_slot_row (box,
                      memory,
                      ML_ROW_NAME,
                      g_strdup (info->event == ML_EVENT_YIELD ? "yield" : "return"),
                      frame,
                      slot,
                      info->value,
                      detail);
  row->flags |= ML_ROW_RETURN;
}
