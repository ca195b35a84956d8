/* ml-pytutor-heap.c: values and objects as Online Python Tutor writes them */
#include "ml-pytutor-heap.h"

#include <math.h>
#include <string.h>

#include "ml-reader.h"
#include "ml-recording-json.h"

/* What is shown of something that may be dead by then. */
typedef struct
{
  char *value;  /* JSON; NULL: it is an object */
  char *object; /* JSON; NULL: it is a value */
  GArray *refs; /* MlSerial: the objects that it refers to */
} Kept;

struct _MlPytutorHeap
{
  MlMemory *memory;
  const MlSignatures *signatures;
  GHashTable *ids;     /* serial -> number */
  GHashTable *parents; /* serial of a function -> number of a frame */
  GHashTable *shown;   /* serials of code whose functions were shown */
  GHashTable *kept;    /* serial -> Kept */

  GArray *queue; /* MlSerial: objects to be put, in the order in which they were met */
  GHashTable *queued;
  GArray *refs; /* where references are noted; NULL: nowhere */
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->value);
  g_free (kept->object);
  g_array_unref (kept->refs);
  g_free (kept);
}

/* Reading */

static const MlThing *
get_thing (MlPytutorHeap *self, MlSerial serial)
{
  return serial != 0 ? ml_memory_get (self->memory, serial) : NULL;
}

static const MlThing *
get_field (MlPytutorHeap *self, const MlThing *thing, const char *name)
{
  return ml_reader_get_field (self->memory, thing, name);
}

/* (transfer full) */
static char *
get_text (const MlThing *thing)
{
  return thing != NULL && thing->value.type == ML_VALUE_TEXT
             ? g_strndup (thing->value.text, thing->value.length)
             : g_strdup ("");
}

/* A class's or function's __name__. (transfer full) */
static char *
get_name (MlPytutorHeap *self, const MlThing *thing)
{
  const MlThing *name = get_field (self, thing, "name");

  return get_text (name != NULL ? name : thing);
}

static char *
get_type_name (MlPytutorHeap *self, const MlThing *thing)
{
  return get_name (self, get_thing (self, thing->type));
}

/* Whether a thing is of the built-in type @name itself, and of no subclass. */
static gboolean
is_exactly (MlPytutorHeap *self, const MlThing *thing, const char *name)
{
  const MlThing *type = get_thing (self, thing->type);
  g_autofree char *type_name = get_type_name (self, thing);

  return type->kind == ML_KIND_BUILTIN_CLASS && g_str_equal (type_name, name);
}

static gboolean
is_any (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

/* Values */

static void
put_ref (MlPytutorHeap *self, GString *json, MlSerial serial)
{
  gpointer key = GUINT_TO_POINTER (serial);
  guint id = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, key));

  if (id == 0)
    {
      id = g_hash_table_size (self->ids) + 1;
      g_hash_table_insert (self->ids, key, GUINT_TO_POINTER (id));
    }

  if (g_hash_table_add (self->queued, key))
    g_array_append_val (self->queue, serial);

  if (self->refs != NULL)
    g_array_append_val (self->refs, serial);

  g_string_append_printf (json, "[\"REF\",%u]", id);
}

/* As round (number, 4): "%.4f" rounds right, and zeros at the end say nothing. */
static void
put_rounded (GString *json, double number)
{
  char digits[512];
  char *end;

  g_ascii_formatd (digits, sizeof digits, "%.4f", number);
  end = digits + strlen (digits);

  while (end[-1] == '0' && end[-2] != '.')
    end--;

  g_string_append_len (json, digits, end - digits);
}

static void
put_float (GString *json, double number)
{
  char digits[512];

  if (isnan (number))
    g_string_append (json, "[\"SPECIAL_FLOAT\",\"NaN\"]");
  else if (isinf (number))
    g_string_append_printf (json, "[\"SPECIAL_FLOAT\",\"%sInfinity\"]", number < 0 ? "-" : "");
  else if (number == trunc (number))
    g_string_append_printf (json,
                            "[\"SPECIAL_FLOAT\",\"%s\"]",
                            g_ascii_formatd (digits, sizeof digits, "%.1f", number));
  else
    put_rounded (json, number);
}

static void
put_int (GString *json, const MlValue *value)
{
  if (value->type == ML_VALUE_TEXT)
    g_string_append_len (json, value->text, value->length);
  else
    g_string_append_printf (json, "%" G_GINT64_FORMAT, value->integer);
}

static gboolean
value_is (const MlThing *thing, const char *text)
{
  return thing->value.type == ML_VALUE_TEXT && g_str_equal (thing->value.text, text);
}

/* FALSE if @thing is an object. */
static gboolean
put_plain (MlPytutorHeap *self, GString *json, const MlThing *thing)
{
  if (thing->kind == ML_KIND_NONE && value_is (thing, "None"))
    g_string_append (json, "null");
  else if (thing->kind == ML_KIND_BOOL)
    g_string_append (json, value_is (thing, "True") ? "true" : "false");
  else if (thing->kind == ML_KIND_INT && is_exactly (self, thing, "int"))
    put_int (json, &thing->value);
  else if (thing->kind == ML_KIND_FLOAT && is_exactly (self, thing, "float"))
    put_float (json, thing->value.number);
  else if (thing->kind == ML_KIND_STR && is_exactly (self, thing, "str"))
    ml_json_put_text (json, thing->value.text, thing->value.length);
  else if (thing->kind == ML_KIND_CLASS && ml_reader_is_shipped (self->memory, thing))
    g_string_append (json, "[\"IMPORTED_FAUX_PRIMITIVE\",\"imported class\"]");
  else if (thing->kind == ML_KIND_FUNCTION && ml_reader_is_shipped (self->memory, thing))
    g_string_append (json, "[\"IMPORTED_FAUX_PRIMITIVE\",\"imported object\"]");
  else
    return FALSE;

  return TRUE;
}

void
ml_pytutor_heap_put_value (MlPytutorHeap *self, GString *json, MlSerial serial)
{
  const MlThing *thing = get_thing (self, serial);
  const Kept *kept;

  if (thing != NULL)
    {
      if (!put_plain (self, json, thing))
        put_ref (self, json, serial);

      return;
    }

  kept = g_hash_table_lookup (self->kept, GUINT_TO_POINTER (serial));

  if (kept != NULL && kept->value != NULL)
    g_string_append (json, kept->value);
  else
    put_ref (self, json, serial);
}

void
ml_pytutor_heap_set_parent (MlPytutorHeap *self, MlSerial function, guint frame_id)
{
  g_hash_table_insert (self->parents, GUINT_TO_POINTER (function), GUINT_TO_POINTER (frame_id));
}

static guint
look_up_parent (MlPytutorHeap *self, MlSerial serial)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->parents, GUINT_TO_POINTER (serial)));
}

/* Of a lambda only its code may be known; what it says then stays. */
guint
ml_pytutor_heap_get_parent (MlPytutorHeap *self, MlSerial function)
{
  const MlThing *thing = get_thing (self, function);
  const MlThing *code = thing != NULL ? get_field (self, thing, "code") : NULL;
  guint parent = look_up_parent (self, function);

  if (parent != 0 || code == NULL || (parent = look_up_parent (self, code->serial)) == 0)
    return parent;

  ml_pytutor_heap_set_parent (self, function, parent);

  return parent;
}

/* Objects */

static void
put_items (MlPytutorHeap *self, GString *json, const char *kind, const MlThing *thing)
{
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];

  g_string_append_printf (json, "[\"%s\"", kind);

  for (guint i = 0; i < items->n; i++)
    {
      if (items->slots[i] == 0)
        continue;

      g_string_append_c (json, ',');
      ml_pytutor_heap_put_value (self, json, items->slots[i]);
    }

  g_string_append_c (json, ']');
}

static gboolean
is_key (MlPytutorHeap *self, MlSerial serial, const char *const *names)
{
  const MlThing *key = get_thing (self, serial);

  return key != NULL && key->kind == ML_KIND_STR && is_any (key->value.text, names);
}

static void
put_dict (MlPytutorHeap *self, GString *json, const MlThing *thing)
{
  static const char *const hidden[] = { "__module__", "__return__", "__locals__", NULL };
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];

  g_string_append (json, "[\"DICT\"");

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      if (items->slots[i] == 0 || is_key (self, items->slots[i], hidden))
        continue;

      g_string_append (json, ",[");
      ml_pytutor_heap_put_value (self, json, items->slots[i]);
      g_string_append_c (json, ',');
      ml_pytutor_heap_put_value (self, json, items->slots[i + 1]);
      g_string_append_c (json, ']');
    }

  g_string_append_c (json, ']');
}

typedef struct
{
  char *name;
  MlSerial value;
} Attribute;

static void
attribute_clear (gpointer data)
{
  g_free (((Attribute *) data)->name);
}

static int
compare_attributes (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Attribute *) a)->name, ((const Attribute *) b)->name);
}

static void
add_attribute (GArray *attributes, const char *name, gsize length, MlSerial value)
{
  static const char *const hidden[] = {
    "__doc__",    "__module__", "__dict__",        "__weakref__",           "__qualname__",
    "__return__", "__locals__", "__firstlineno__", "__static_attributes__", NULL,
  };
  Attribute attribute = { g_strndup (name, length), value };

  if (value == 0 || is_any (attribute.name, hidden))
    g_free (attribute.name);
  else
    g_array_append_val (attributes, attribute);
}

static void
add_names (MlPytutorHeap *self, GArray *attributes, const MlThing *thing)
{
  MlRecording *recording = ml_memory_get_recording (self->memory);
  const char *const *names = ml_recording_get_shape (recording, thing->shape)->names;
  const MlSlots *slots = &thing->regions[ML_REGION_NAME];

  for (guint i = 0; i < slots->n && names[i] != NULL; i++)
    add_attribute (attributes, names[i], strlen (names[i]), slots->slots[i]);
}

static void
add_pairs (MlPytutorHeap *self, GArray *attributes, const MlThing *dict)
{
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      const MlThing *key = get_thing (self, items->slots[i]);

      if (key != NULL && key->kind == ML_KIND_STR)
        add_attribute (attributes, key->value.text, key->value.length, items->slots[i + 1]);
    }
}

static void
put_attributes (MlPytutorHeap *self, GString *json, const MlThing *thing)
{
  g_autoptr (GArray) attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  const MlThing *dict = get_field (self, thing, "dict");

  g_array_set_clear_func (attributes, attribute_clear);
  add_names (self, attributes, thing);

  if (dict != NULL)
    add_pairs (self, attributes, dict);

  g_array_sort (attributes, compare_attributes);

  for (guint i = 0; i < attributes->len; i++)
    {
      const Attribute *attribute = &g_array_index (attributes, Attribute, i);

      g_string_append (json, ",[");
      ml_json_put_text (json, attribute->name, strlen (attribute->name));
      g_string_append_c (json, ',');
      ml_pytutor_heap_put_value (self, json, attribute->value);
      g_string_append_c (json, ']');
    }
}

/* No serial of a thing is so large. */
#define ANNOTATIONS_OF(serial) ((serial) | 0x80000000u)

/* In CPython a staticmethod or classmethod has attributes that it copies from its function, of
 * which these two are shown; the recording has only the function. */
static void
put_copied_attributes (MlPytutorHeap *self, GString *json, const MlThing *thing)
{
  const MlThing *function = get_field (self, thing, "func");
  const MlThing *annotations = get_field (self, function, "annotations");
  MlSerial serial = annotations != NULL ? annotations->serial : ANNOTATIONS_OF (thing->serial);
  g_autofree char *name = get_name (self, function);

  if (annotations == NULL && !g_hash_table_contains (self->kept, GUINT_TO_POINTER (serial)))
    {
      Kept *empty = g_new0 (Kept, 1);

      empty->object = g_strdup ("[\"DICT\"]");
      empty->refs = g_array_new (FALSE, FALSE, sizeof (MlSerial));
      g_hash_table_insert (self->kept, GUINT_TO_POINTER (serial), empty);
    }

  g_string_append (json, ",[\"__annotations__\",");
  put_ref (self, json, serial);
  g_string_append (json, "],[\"__name__\",");
  ml_json_put_text (json, name, strlen (name));
  g_string_append_c (json, ']');
}

/* Not what a class statement wraps by itself: that copies nothing. */
static gboolean
wraps_function (MlPytutorHeap *self, const MlThing *thing)
{
  static const char *const implied[] = {
    "__new__", "__init_subclass__", "__class_getitem__", NULL
  };
  const MlThing *function = get_field (self, thing, "func");
  g_autofree char *name = function != NULL ? get_name (self, function) : NULL;

  return name != NULL && function->kind == ML_KIND_FUNCTION && !is_any (name, implied) &&
         (is_exactly (self, thing, "staticmethod") || is_exactly (self, thing, "classmethod"));
}

static void
put_instance (MlPytutorHeap *self, GString *json, const MlThing *thing)
{
  g_autofree char *name = get_type_name (self, thing);

  g_string_append (json, "[\"INSTANCE\",");
  ml_json_put_text (json, name, strlen (name));

  if (wraps_function (self, thing))
    put_copied_attributes (self, json, thing);
  else if (thing->kind != ML_KIND_MODULE)
    put_attributes (self, json, thing);

  g_string_append_c (json, ']');
}

static void
put_bases (MlPytutorHeap *self, GString *json, const MlThing *class)
{
  const MlThing *bases = get_field (self, class, "bases");
  gboolean is_first = TRUE;

  for (guint i = 0; bases != NULL && i < bases->regions[ML_REGION_ITEM].n; i++)
    {
      const MlThing *base = get_thing (self, bases->regions[ML_REGION_ITEM].slots[i]);
      g_autofree char *name = base != NULL ? get_name (self, base) : g_strdup ("object");

      if (g_str_equal (name, "object"))
        continue;

      g_string_append (json, is_first ? "" : ",");
      ml_json_put_text (json, name, strlen (name));
      is_first = FALSE;
    }
}

static void
put_class (MlPytutorHeap *self, GString *json, const MlThing *class)
{
  g_autofree char *name = get_name (self, class);

  g_string_append (json, "[\"CLASS\",");
  ml_json_put_text (json, name, strlen (name));
  g_string_append (json, ",[");
  put_bases (self, json, class);
  g_string_append_c (json, ']');
  put_attributes (self, json, class);
  g_string_append_c (json, ']');
}

static void
put_default (MlPytutorHeap *self, GString *json, const char *name, MlSerial value, guint *n)
{
  g_string_append (json, (*n)++ == 0 ? ",[[" : ",[");
  ml_json_put_text (json, name, strlen (name));
  g_string_append_c (json, ',');
  ml_pytutor_heap_put_value (self, json, value);
  g_string_append_c (json, ']');
}

/* Those of positional parameters first: they belong to the last of them. */
static void
put_defaults (MlPytutorHeap *self,
              GString *json,
              const MlThing *function,
              const MlSignature *signature)
{
  const MlThing *defaults = get_field (self, function, "defaults");
  const MlThing *keywords = get_field (self, function, "kwdefaults");
  guint n_positional = g_strv_length (signature->positional);
  guint n_defaults = defaults != NULL ? defaults->regions[ML_REGION_ITEM].n : 0;
  guint n = 0;

  for (guint i = 0; i < MIN (n_defaults, n_positional); i++)
    put_default (self,
                 json,
                 signature->positional[n_positional - n_defaults + i],
                 defaults->regions[ML_REGION_ITEM].slots[i],
                 &n);

  for (guint i = 0; keywords != NULL && i + 1 < keywords->regions[ML_REGION_ITEM].n; i += 2)
    {
      const MlSerial *pair = &keywords->regions[ML_REGION_ITEM].slots[i];
      g_autofree char *name = get_text (get_thing (self, pair[0]));

      if (pair[0] != 0)
        put_default (self, json, name, pair[1], &n);
    }

  if (n > 0)
    g_string_append_c (json, ']');
}

static void
put_function (MlPytutorHeap *self, GString *json, const MlThing *function)
{
  const MlThing *code = get_field (self, function, "code");
  const MlSignature *signature =
      code != NULL ? ml_signatures_get (self->signatures, code->serial) : NULL;
  g_autofree char *name = get_name (self, function);
  g_autoptr (GString) text = g_string_new (name);
  guint parent = ml_pytutor_heap_get_parent (self, function->serial);

  g_string_append_printf (text, "(%s)", signature != NULL ? signature->parameters : "...");

  if (signature != NULL && g_str_equal (name, "<lambda>"))
    g_string_append_printf (text, " <line %u>", signature->first_line);

  if (code != NULL)
    g_hash_table_add (self->shown, GUINT_TO_POINTER (code->serial));

  g_string_append (json, "[\"FUNCTION\",");
  ml_json_put_text (json, text->str, text->len);

  if (parent != 0)
    g_string_append_printf (json, ",%u", parent);
  else
    g_string_append (json, ",null");

  if (signature != NULL)
    put_defaults (self, json, function, signature);

  g_string_append_c (json, ']');
}

static void
put_builtin (GString *json, const MlThing *thing)
{
  g_autofree char *name = get_text (thing);
  g_autofree char *text = g_strconcat (name, "(...)", NULL);

  g_string_append (json, "[\"FUNCTION\",");
  ml_json_put_text (json, text, strlen (text));
  g_string_append (json, ",null]");
}

static void
put_object (MlPytutorHeap *self, GString *json, const MlThing *thing)
{
  const MlThing *function;

  if (is_exactly (self, thing, "list"))
    put_items (self, json, "LIST", thing);
  else if (is_exactly (self, thing, "tuple"))
    put_items (self, json, "TUPLE", thing);
  else if (is_exactly (self, thing, "set"))
    put_items (self, json, "SET", thing);
  else if (is_exactly (self, thing, "dict"))
    put_dict (self, json, thing);
  else if (thing->kind == ML_KIND_CLASS || thing->kind == ML_KIND_BUILTIN_CLASS)
    put_class (self, json, thing);
  else if (thing->kind == ML_KIND_FUNCTION)
    put_function (self, json, thing);
  else if (thing->kind == ML_KIND_METHOD && (function = get_field (self, thing, "func")) != NULL &&
           function->kind == ML_KIND_FUNCTION)
    put_function (self, json, function);
  else if (is_exactly (self, thing, "builtin_function_or_method"))
    put_builtin (json, thing);
  else
    put_instance (self, json, thing);
}

static void
put_kept (MlPytutorHeap *self, GString *json, const Kept *kept)
{
  g_string_append (json, kept->object);

  for (guint i = 0; i < kept->refs->len; i++)
    {
      MlSerial serial = g_array_index (kept->refs, MlSerial, i);

      if (g_hash_table_add (self->queued, GUINT_TO_POINTER (serial)))
        g_array_append_val (self->queue, serial);
    }
}

void
ml_pytutor_heap_put_objects (MlPytutorHeap *self, GString *json)
{
  for (guint i = 0; i < self->queue->len; i++)
    {
      MlSerial serial = g_array_index (self->queue, MlSerial, i);
      gpointer key = GUINT_TO_POINTER (serial);
      const MlThing *thing = get_thing (self, serial);

      g_string_append_printf (json,
                              "%s\"%u\":",
                              i > 0 ? "," : "",
                              GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, key)));

      if (thing != NULL)
        put_object (self, json, thing);
      else
        put_kept (self, json, g_hash_table_lookup (self->kept, key));
    }
}

static Kept *
make_kept (MlPytutorHeap *self, const MlThing *thing)
{
  g_autoptr (GString) json = g_string_new (NULL);
  Kept *kept = g_new0 (Kept, 1);

  kept->refs = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->refs = kept->refs;

  if (put_plain (self, json, thing))
    {
      kept->value = g_strdup (json->str);
    }
  else
    {
      put_object (self, json, thing);
      kept->object = g_strdup (json->str);
    }

  self->refs = NULL;

  return kept;
}

void
ml_pytutor_heap_keep (MlPytutorHeap *self, MlSerial serial)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  g_array_append_val (all, serial);

  for (guint i = 0; i < all->len; i++)
    {
      MlSerial one = g_array_index (all, MlSerial, i);
      const MlThing *thing = get_thing (self, one);
      Kept *kept;

      if (thing == NULL || !g_hash_table_add (met, GUINT_TO_POINTER (one)))
        continue;

      kept = make_kept (self, thing);
      g_hash_table_insert (self->kept, GUINT_TO_POINTER (one), kept);
      g_array_append_vals (all, kept->refs->data, kept->refs->len);
    }
}

MlPytutorHeap *
ml_pytutor_heap_new (MlMemory *memory, const MlSignatures *signatures)
{
  MlPytutorHeap *self = g_new0 (MlPytutorHeap, 1);

  self->memory = memory;
  self->signatures = signatures;
  self->ids = g_hash_table_new (NULL, NULL);
  self->parents = g_hash_table_new (NULL, NULL);
  self->shown = g_hash_table_new (NULL, NULL);
  self->kept = g_hash_table_new_full (NULL, NULL, NULL, kept_free);
  self->queue = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->queued = g_hash_table_new (NULL, NULL);

  return self;
}

void
ml_pytutor_heap_free (MlPytutorHeap *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->parents);
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->kept);
  g_array_unref (self->queue);
  g_hash_table_unref (self->queued);
  g_free (self);
}

void
ml_pytutor_heap_begin (MlPytutorHeap *self)
{
  g_array_set_size (self->queue, 0);
  g_hash_table_remove_all (self->queued);
}

gboolean
ml_pytutor_heap_has_shown (MlPytutorHeap *self, MlSerial code)
{
  return g_hash_table_contains (self->shown, GUINT_TO_POINTER (code));
}
