/* ml-exception-text.c: what an exception says */
#include "ml-exception-text.h"

#include <string.h>

#include "ml-float.h"
#include "ml-reader.h"

/* Containers in containers: deeper ones are three dots. */
#define MAX_DEPTH 20

/* (transfer full) */
static char *
get_name (const MlMemory *memory, const MlThing *thing)
{
  const MlThing *name = ml_reader_get_field (memory, thing, "name");
  const MlValue *value = name != NULL ? &name->value : &thing->value;

  return value->type == ML_VALUE_TEXT ? g_strndup (value->text, value->length) : g_strdup ("");
}

/* As repr() of a str: in double quotes only if single ones are in it and no double ones. */
static void
put_quoted (GString *text, const char *string, gsize length)
{
  gboolean is_double = memchr (string, '\'', length) && !memchr (string, '"', length);
  char quote = is_double ? '"' : '\'';

  g_string_append_c (text, quote);

  for (gsize i = 0; i < length; i++)
    {
      char c = string[i];

      if (c == quote || c == '\\')
        g_string_append_printf (text, "\\%c", c);
      else if (c == '\n' || c == '\t' || c == '\r')
        g_string_append (text, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
      else if ((guchar) c < 0x20 || c == 0x7f)
        g_string_append_printf (text, "\\x%02x", c);
      else
        g_string_append_c (text, c);
    }

  g_string_append_c (text, quote);
}

/* The value itself; FALSE if there is none. */
static gboolean
put_value (GString *text, const MlThing *thing, gboolean is_repr)
{
  char digits[ML_FLOAT_TEXT_SIZE];

  switch (thing->value.type)
    {
    case ML_VALUE_NONE:
      return FALSE;
    case ML_VALUE_INT:
      g_string_append_printf (text, "%" G_GINT64_FORMAT, thing->value.integer);
      return TRUE;
    case ML_VALUE_DOUBLE:
      ml_float_write (thing->value.number, digits);
      g_string_append (text, digits);
      return TRUE;
    case ML_VALUE_TEXT:
      if (thing->kind == ML_KIND_STR && is_repr)
        put_quoted (text, thing->value.text, thing->value.length);
      else
        g_string_append_len (text, thing->value.text, thing->value.length);
      return TRUE;
    }

  return FALSE;
}

/* "<class 'E'>", or what else has no value to show. */
static void
put_other (GString *text, const MlMemory *memory, const MlThing *thing)
{
  const MlThing *type = ml_memory_get (memory, thing->type);
  g_autofree char *name = NULL;

  if (thing->kind == ML_KIND_CLASS || thing->kind == ML_KIND_BUILTIN_CLASS)
    {
      name = get_name (memory, thing);
      g_string_append_printf (
          text, "<class '%s%s'>", thing->kind == ML_KIND_CLASS ? "__main__." : "", name);
      return;
    }

  name = get_name (memory, type);
  g_string_append_printf (text,
                          "<%s%s object at 0x%" G_GINT64_MODIFIER "x>",
                          type->kind == ML_KIND_CLASS ? "__main__." : "",
                          name,
                          thing->address);
}

static void
put_repr (GString *text, const MlMemory *memory, MlSerial serial, guint depth)
{
  const MlThing *thing = ml_memory_get (memory, serial);
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];
  gboolean is_dict = thing->kind == ML_KIND_DICT;
  const char *brackets = thing->kind == ML_KIND_LIST ? "[]" : is_dict ? "{}" : "()";
  guint n = 0;

  if (thing->kind != ML_KIND_LIST && thing->kind != ML_KIND_TUPLE && !is_dict)
    {
      if (thing->kind == ML_KIND_CLASS || thing->kind == ML_KIND_BUILTIN_CLASS ||
          !put_value (text, thing, TRUE))
        put_other (text, memory, thing);

      return;
    }

  g_string_append_c (text, brackets[0]);

  for (guint i = 0; depth < MAX_DEPTH && i < items->n; i++)
    {
      if (items->slots[i] == 0)
        continue;

      g_string_append (text, n == 0 ? "" : is_dict && i % 2 == 1 ? ": " : ", ");
      put_repr (text, memory, items->slots[i], depth + 1);
      n++;
    }

  if (depth == MAX_DEPTH)
    g_string_append (text, "...");

  g_string_append (text, thing->kind == ML_KIND_TUPLE && n == 1 ? "," : "");
  g_string_append_c (text, brackets[1]);
}

/* str() of a KeyError shows what was looked for as it is written. */
static gboolean
is_key_error (const MlMemory *memory, const MlThing *exception)
{
  const MlThing *type = ml_memory_get (memory, exception->type);
  const MlThing *order = ml_reader_get_field (memory, type, "mro");

  for (guint i = 0; order != NULL && i < order->regions[ML_REGION_ITEM].n; i++)
    {
      const MlThing *class = ml_memory_get (memory, order->regions[ML_REGION_ITEM].slots[i]);
      g_autofree char *name = class != NULL ? get_name (memory, class) : NULL;

      if (g_strcmp0 (name, "KeyError") == 0)
        return TRUE;
    }

  return FALSE;
}

char *
ml_exception_text (const MlMemory *memory, MlSerial serial)
{
  const MlThing *exception = ml_memory_get (memory, serial);
  const MlThing *type = ml_memory_get (memory, exception->type);
  const MlThing *args = ml_reader_get_field (memory, exception, "args");
  guint n = args != NULL ? args->regions[ML_REGION_ITEM].n : 0;
  g_autofree char *name = get_name (memory, type);
  GString *text = g_string_new (name);
  MlSerial only;

  g_string_append (text, ": ");

  if (n > 1)
    {
      put_repr (text, memory, args->serial, 0);
    }
  else if (n == 1)
    {
      only = args->regions[ML_REGION_ITEM].slots[0];

      if (ml_memory_get (memory, only)->kind != ML_KIND_STR || is_key_error (memory, exception))
        put_repr (text, memory, only, 0);
      else
        put_value (text, ml_memory_get (memory, only), FALSE);
    }

  return g_string_free (text, FALSE);
}
