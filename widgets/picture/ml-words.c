/* ml-words.c: what things are called in a picture */
#include "ml-words.h"

#include <string.h>

#include "ml-value.h"

/* Characters of a value that are shown at most. */
#define LONGEST_VALUE 24

/* Of a container on one line: so many items, in containers that deep. */
#define LONGEST_LINE 8
#define DEEPEST_LINE 2

gboolean
ml_words_is_value (const MlThing *thing)
{
  return ml_value_is_plain (thing);
}

char *
ml_words_value (const MlThing *thing)
{
  return ml_value_write (thing, '"', LONGEST_VALUE);
}

char *
ml_words_name (const MlThing *thing)
{
  if (thing == NULL || thing->kind != ML_KIND_STR || thing->value.type != ML_VALUE_TEXT)
    return NULL;

  return g_strndup (thing->value.text, thing->value.length);
}

static const char *
shape_name (const MlMemory *memory, const MlThing *thing)
{
  return ml_memory_get_shape (memory, thing->shape)->name;
}

char *
ml_words_key (const MlMemory *memory, const MlThing *key)
{
  char *value = ml_words_value (key);

  if (value != NULL)
    return value;
  if (key->kind == ML_KIND_TUPLE)
    return g_strdup ("(…)");
  return ml_words_title (memory, key);
}

/* The last part of a qualified name. */
static char *
last_part (const MlValue *value)
{
  g_autofree char *qualified = g_strndup (value->text, value->length);
  const char *dot = strrchr (qualified, '.');

  return g_strdup (dot != NULL ? dot + 1 : qualified);
}

/* Its own name, or its shape's. */
static char *
own_name (const MlMemory *memory, const MlThing *thing)
{
  if (thing->value.type != ML_VALUE_TEXT)
    return g_strdup (shape_name (memory, thing));
  return last_part (&thing->value);
}

/* What a container is written between; NULL for what is none. */
static const char *
find_ends (const MlThing *thing)
{
  switch ((MlKind) thing->kind)
    {
    case ML_KIND_LIST:
      return "[]";
    case ML_KIND_TUPLE:
      return "()";
    case ML_KIND_DICT:
    case ML_KIND_SET:
      return "{}";
    default:
      return NULL;
    }
}

/* Values and names; containers down to @depth. */
static void
append_line (GString *out, const MlMemory *memory, const MlThing *thing, guint depth)
{
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];
  const char *ends = find_ends (thing);
  const char *between = "";
  guint n = 0;

  if (ends == NULL)
    {
      g_autofree char *value = ml_words_value (thing);
      g_autofree char *name = own_name (memory, thing);

      g_string_append (out, value != NULL ? value : name);
      return;
    }

  g_string_append_c (out, ends[0]);

  for (guint i = 0; i < items->n; i++)
    {
      const MlThing *item = ml_memory_get (memory, items->slots[i]);

      if (item == NULL)
        continue;

      g_string_append (out, between);

      if (n++ == LONGEST_LINE || depth == 0)
        {
          g_string_append (out, "…");
          break;
        }

      append_line (out, memory, item, depth - 1);
      between = thing->kind == ML_KIND_DICT && i % 2 == 0 ? ": " : ", ";
    }

  if (thing->kind == ML_KIND_TUPLE && n == 1)
    g_string_append_c (out, ',');

  g_string_append_c (out, ends[1]);
}

char *
ml_words_line (const MlMemory *memory, const MlThing *thing)
{
  GString *out = g_string_new (NULL);

  append_line (out, memory, thing, DEEPEST_LINE);

  return g_string_free (out, FALSE);
}

static char *
type_name (const MlMemory *memory, const MlThing *thing)
{
  const MlThing *type = ml_memory_get (memory, thing->type);

  return type != NULL ? own_name (memory, type) : g_strdup (shape_name (memory, thing));
}

char *
ml_words_title (const MlMemory *memory, const MlThing *thing)
{
  const char *shape = shape_name (memory, thing);
  g_autofree char *name = own_name (memory, thing);

  switch ((MlKind) thing->kind)
    {
    case ML_KIND_FUNCTION:
      return g_strconcat ("def ", name, NULL);
    case ML_KIND_CLASS:
      return g_strconcat ("class ", name, NULL);
    case ML_KIND_MODULE:
      return g_strconcat ("module ", name, NULL);
    case ML_KIND_METHOD:
      return g_strdup ("bound method");
    case ML_KIND_BUILTIN:
    case ML_KIND_BUILTIN_CLASS:
    case ML_KIND_GENERATOR:
      return g_steal_pointer (&name);
    case ML_KIND_FRAME:
      if (shape[0] == '<')
        return g_strdup (shape);
      return g_strconcat (shape, "()", NULL);
    default:
      return type_name (memory, thing);
    }
}

char *
ml_words_label (const MlThing *thing, const char *title, guint n_names)
{
  if (thing->kind == ML_KIND_FRAME)
    return g_strdup_printf ("frame %s, %u %s", title, n_names, n_names == 1 ? "name" : "names");
  if (thing->flags & ML_THING_IMMORTAL)
    return g_strdup_printf ("%s object, immortal", title);
  return g_strdup_printf (
      "%s object, %u %s", title, thing->count, thing->count == 1 ? "reference" : "references");
}

gboolean
ml_words_is_dunder (const char *name)
{
  return g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__") && strlen (name) > 4;
}

char *
ml_words_field (const char *name)
{
  if (name[0] == '~')
    name++;
  if (ml_words_is_dunder (name))
    return g_strndup (name + 2, strlen (name) - 4);
  return g_strdup (name);
}

char *
ml_words_bytes (guint32 bytes)
{
  if (bytes < 1000)
    return g_strdup_printf ("%u %s", bytes, bytes == 1 ? "byte" : "bytes");
  if (bytes < 1000000)
    return g_strdup_printf ("%u,%03u bytes", bytes / 1000, bytes % 1000);
  return g_strdup_printf ("%u,%03u,%03u bytes", bytes / 1000000, bytes / 1000 % 1000, bytes % 1000);
}
