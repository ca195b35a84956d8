/* ml-words.c: what things are called in a picture */
#include "ml-words.h"

#include <math.h>
#include <string.h>

/* Characters of a value that are shown at most. */
#define LONGEST_VALUE 24

gboolean
ml_words_is_value (const MlThing *thing)
{
  switch ((MlKind) thing->kind)
    {
    case ML_KIND_NONE:
    case ML_KIND_BOOL:
    case ML_KIND_INT:
    case ML_KIND_FLOAT:
    case ML_KIND_STR:
    case ML_KIND_BYTES:
      return TRUE;
    default:
      return FALSE;
    }
}

/* As Python's repr(): the shortest digits that read back as the same number, with an exponent only
 * for the very small and the very large. */
static char *
double_words (double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];
  int exponent, precision = 0;

  if (isnan (number))
    return g_strdup ("nan");
  if (isinf (number))
    return g_strdup (number < 0 ? "-inf" : "inf");

  do
    {
      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (digits, sizeof digits, format, number);
    }
  while (g_ascii_strtod (digits, NULL) != number && ++precision < 17);

  exponent = atoi (strchr (digits, 'e') + 1);
  if (exponent < -4 || exponent >= 16)
    return g_strdup (digits);

  g_snprintf (format, sizeof format, "%%.%df", MAX (precision - exponent, 1));
  g_ascii_formatd (digits, sizeof digits, format, number);
  return g_strdup (digits);
}

static void
append_escaped (GString *words, gunichar c)
{
  switch (c)
    {
    case '\n':
      g_string_append (words, "\\n");
      break;
    case '\r':
      g_string_append (words, "\\r");
      break;
    case '\t':
      g_string_append (words, "\\t");
      break;
    case '\\':
      g_string_append (words, "\\\\");
      break;
    case '"':
      g_string_append (words, "\\\"");
      break;
    default:
      if (g_unichar_isprint (c))
        g_string_append_unichar (words, c);
      else if (c < 0x100)
        g_string_append_printf (words, "\\x%02x", c);
      else
        g_string_append_printf (words, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
    }
}

static char *
quoted_words (const char *prefix, const MlValue *value)
{
  GString *words = g_string_new (prefix);
  const char *end = value->text + value->length;
  guint n = 0;

  g_string_append_c (words, '"');
  for (const char *p = value->text; p < end; p = g_utf8_next_char (p))
    {
      if (n++ == LONGEST_VALUE)
        {
          g_string_append (words, "…");
          break;
        }
      append_escaped (words, g_utf8_get_char (p));
    }
  g_string_append_c (words, '"');

  return g_string_free (words, FALSE);
}

/* Digits and the like: both ends are kept. */
static char *
plain_words (const MlValue *value)
{
  g_autofree char *text = g_strndup (value->text, value->length);
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *head = NULL;
  g_autofree char *tail = NULL;

  if (length <= LONGEST_VALUE)
    return g_steal_pointer (&text);

  head = g_utf8_substring (text, 0, LONGEST_VALUE / 2);
  tail = g_utf8_substring (text, length - LONGEST_VALUE / 4, length);
  return g_strconcat (head, "…", tail, NULL);
}

char *
ml_words_value (const MlThing *thing)
{
  const MlValue *value = &thing->value;

  if (!ml_words_is_value (thing))
    return NULL;

  switch (value->type)
    {
    case ML_VALUE_INT:
      if (thing->kind == ML_KIND_BOOL)
        return g_strdup (value->integer != 0 ? "True" : "False");
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

    case ML_VALUE_DOUBLE:
      return double_words (value->number);

    case ML_VALUE_TEXT:
      if (thing->kind == ML_KIND_STR)
        return quoted_words ("", value);
      if (thing->kind == ML_KIND_BYTES)
        return quoted_words ("b", value);
      return plain_words (value);

    case ML_VALUE_NONE:
    default:
      return g_strdup ("None");
    }
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
  MlRecording *recording = ml_memory_get_recording (memory);

  return ml_recording_get_shape (recording, thing->shape)->name;
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
