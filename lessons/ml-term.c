/* ml-term.c: one side of a claim */
#include <string.h>

#include "ml-claim.h"
#include "ml-term.h"

/* Containers that hold themselves are shown down to this depth, and no value at greater length. */
#define MAX_DEPTH 8
#define MAX_TEXT 65536

typedef enum
{
  TERM_PLACE,
  TERM_NUMBER,
  TERM_TEXT,
  TERM_WORD, /* None, True, False */
  TERM_LIST,
  TERM_TUPLE,
  TERM_REFCOUNT,
  TERM_LEN,
  TERM_TYPE,
  TERM_FREED,
  TERM_IMMORTAL,
  TERM_OUTPUT
} TermKind;

struct _MlTerm
{
  TermKind kind;
  MlLessonPlace *place; /* PLACE, and what stands in the brackets of REFCOUNT to IMMORTAL */
  gint64 number;        /* NUMBER */
  char *text;           /* TEXT, WORD */
  GPtrArray *items;     /* LIST, TUPLE: of MlTerm */
};

typedef struct
{
  const char *word;
  TermKind kind;
} Function;

static const Function functions[] = {
  { "refcount", TERM_REFCOUNT }, { "len", TERM_LEN },           { "type", TERM_TYPE },
  { "freed", TERM_FREED },       { "immortal", TERM_IMMORTAL },
};

static const char *const words[] = { "None", "True", "False" };

void
ml_term_free (MlTerm *self)
{
  if (self == NULL)
    return;

  ml_lesson_place_free (self->place);
  g_free (self->text);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

static void
free_item (gpointer item)
{
  ml_term_free (item);
}

static MlTerm *
term_new (TermKind kind)
{
  MlTerm *self = g_new0 (MlTerm, 1);

  self->kind = kind;
  return self;
}

static void
skip_space (const char **cursor)
{
  while (**cursor == ' ')
    (*cursor)++;
}

/* Goes over @word if it stands there. */
static gboolean
skip_word (const char **cursor, const char *word)
{
  if (!g_str_has_prefix (*cursor, word))
    return FALSE;

  *cursor += strlen (word);
  return TRUE;
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80;
}

static void
set_syntax_error (GError **error, const char *rest)
{
  if (*rest == '\0')
    g_set_error (error, ML_CLAIM_ERROR, ML_CLAIM_ERROR_SYNTAX, "the claim stops too early");
  else
    g_set_error (error, ML_CLAIM_ERROR, ML_CLAIM_ERROR_SYNTAX, "“%s” makes no claim", rest);
}

/* A text in quotes, with the escapes that g_strcompress() knows. */
static MlTerm *
parse_text (const char **cursor, GError **error)
{
  const char *start = *cursor + 1;
  const char *p = start;
  g_autofree char *raw = NULL;
  MlTerm *term;

  while (*p != '\0' && *p != **cursor)
    p += *p == '\\' && p[1] != '\0' ? 2 : 1;

  if (*p == '\0')
    {
      set_syntax_error (error, *cursor);
      return NULL;
    }

  raw = g_strndup (start, (gsize) (p - start));
  term = term_new (TERM_TEXT);
  term->text = g_strcompress (raw);
  *cursor = p + 1;
  return term;
}

static MlTerm *
parse_number (const char **cursor)
{
  MlTerm *term = term_new (TERM_NUMBER);

  term->number = g_ascii_strtoll (*cursor, (char **) cursor, 10);
  return term;
}

static MlTerm *
parse_place (const char **cursor, GError **error)
{
  MlLessonPlace *place = ml_lesson_place_parse (*cursor, cursor, error);
  MlTerm *term;

  if (place == NULL)
    return NULL;

  term = term_new (TERM_PLACE);
  term->place = place;
  return term;
}

/* Goes over "refcount(" and the like; NULL if nothing of the kind stands there. */
static const Function *
skip_function (const char **cursor)
{
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      const char *p = *cursor;

      if (skip_word (&p, functions[i].word) && skip_word (&p, "("))
        {
          *cursor = p;
          return &functions[i];
        }
    }

  return NULL;
}

/* A place, or what is asked of the object there. */
static MlTerm *
parse_question (const char **cursor, GError **error)
{
  const Function *function = skip_function (cursor);
  MlTerm *term = parse_place (cursor, error);

  if (function == NULL || term == NULL)
    return term;

  if (!skip_word (cursor, ")"))
    {
      set_syntax_error (error, *cursor);
      ml_term_free (term);
      return NULL;
    }

  term->kind = function->kind;
  return term;
}

/* Goes over @word if it stands there and is not the beginning of a longer one. */
static gboolean
skip_whole_word (const char **cursor, const char *word)
{
  const char *p = *cursor;

  if (!skip_word (&p, word) || is_name_character (*p))
    return FALSE;

  *cursor = p;
  return TRUE;
}

/* None, True or False; NULL if no such word stands there. */
static MlTerm *
parse_word (const char **cursor)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      MlTerm *term;

      if (!skip_whole_word (cursor, words[i]))
        continue;

      term = term_new (TERM_WORD);
      term->text = g_strdup (words[i]);
      return term;
    }

  return NULL;
}

/* What may stand in a list: a number, a text or a word. */
static MlTerm *
parse_plain (const char **cursor, GError **error)
{
  MlTerm *term;

  if (g_ascii_isdigit (**cursor) || (**cursor == '-' && g_ascii_isdigit ((*cursor)[1])))
    return parse_number (cursor);

  if (**cursor == '\'' || **cursor == '"')
    return parse_text (cursor, error);

  term = parse_word (cursor);
  if (term == NULL)
    set_syntax_error (error, *cursor);
  return term;
}

static MlTerm *
parse_list (const char **cursor, GError **error)
{
  g_autoptr (MlTerm) list = term_new (**cursor == '[' ? TERM_LIST : TERM_TUPLE);
  const char *close = list->kind == TERM_LIST ? "]" : ")";

  list->items = g_ptr_array_new_with_free_func (free_item);
  (*cursor)++;
  skip_space (cursor);

  while (!skip_word (cursor, close))
    {
      MlTerm *item = parse_plain (cursor, error);

      if (item == NULL)
        return NULL;

      g_ptr_array_add (list->items, item);
      skip_space (cursor);
      if (!skip_word (cursor, ",") && !g_str_has_prefix (*cursor, close))
        {
          set_syntax_error (error, *cursor);
          return NULL;
        }
      skip_space (cursor);
    }

  return g_steal_pointer (&list);
}

MlTerm *
ml_term_parse (const char **cursor, GError **error)
{
  MlTerm *word;

  g_return_val_if_fail (cursor != NULL && *cursor != NULL, NULL);

  skip_space (cursor);
  if (**cursor == '[' || **cursor == '(')
    return parse_list (cursor, error);

  if (strchr ("-0123456789'\"", **cursor) != NULL)
    return parse_plain (cursor, error);

  if (skip_whole_word (cursor, "output"))
    return term_new (TERM_OUTPUT);

  word = parse_word (cursor);
  return word != NULL ? word : parse_question (cursor, error);
}

gboolean
ml_term_has_identity (const MlTerm *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == TERM_PLACE || self->kind == TERM_TYPE || self->kind == TERM_WORD;
}

gboolean
ml_term_is_statement (const MlTerm *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == TERM_FREED || self->kind == TERM_IMMORTAL;
}

void
ml_term_value_clear (MlTermValue *value)
{
  g_clear_pointer (&value->text, g_free);
}

/* In single quotes, with the same escapes that parse_text() takes away. */
static void
append_quoted (GString *out, const char *text, gsize length)
{
  g_string_append_c (out, '\'');

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\n')
        g_string_append (out, "\\n");
      else if (text[i] == '\'' || text[i] == '\\')
        g_string_append_printf (out, "\\%c", text[i]);
      else
        g_string_append_c (out, text[i]);
    }

  g_string_append_c (out, '\'');
}

/* Whether @thing has a value to show; then it is appended. */
static gboolean
append_value (GString *out, const MlThing *thing)
{
  const MlValue *value = &thing->value;

  switch (thing->kind)
    {
    case ML_KIND_NONE:
      g_string_append (out, "None");
      return TRUE;
    case ML_KIND_BOOL:
      g_string_append (out, value->integer != 0 ? "True" : "False");
      return TRUE;
    case ML_KIND_INT:
      if (value->type == ML_VALUE_INT)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, value->integer);
      else
        g_string_append_len (out, value->text, value->length);
      return TRUE;
    case ML_KIND_FLOAT:
      g_string_append_printf (out, "%g", value->number);
      return TRUE;
    case ML_KIND_STR:
      append_quoted (out, value->text, value->length);
      return TRUE;
    case ML_KIND_CLASS:
    case ML_KIND_BUILTIN_CLASS:
      g_string_append_printf (out, "<class '%.*s'>", (int) value->length, value->text);
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
brackets_of (const MlThing *thing)
{
  switch (thing->kind)
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

static void
append_object (GString *out, const MlMemory *memory, MlSerial serial, guint depth)
{
  const MlThing *thing = ml_memory_get (memory, serial);
  const MlSlots *items;
  const char *brackets;

  if (thing == NULL || depth > MAX_DEPTH || out->len > MAX_TEXT)
    {
      g_string_append (out, "…");
      return;
    }

  if (append_value (out, thing))
    return;

  brackets = brackets_of (thing);
  if (brackets == NULL)
    {
      g_string_append_printf (out, "<%s %u>", ml_kind_get_name (thing->kind), serial);
      return;
    }

  items = &thing->regions[ML_REGION_ITEM];
  g_string_append_c (out, brackets[0]);
  for (guint i = 0; i < items->n; i++)
    {
      if (i > 0)
        g_string_append (out, thing->kind == ML_KIND_DICT && i % 2 == 1 ? ": " : ", ");
      append_object (out, memory, items->slots[i], depth + 1);
    }
  g_string_append_c (out, brackets[1]);
}

static void
append_literal (GString *out, const MlTerm *term)
{
  switch (term->kind)
    {
    case TERM_NUMBER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, term->number);
      break;
    case TERM_TEXT:
      append_quoted (out, term->text, strlen (term->text));
      break;
    case TERM_WORD:
      g_string_append (out, term->text);
      break;
    default:
      g_string_append_c (out, term->kind == TERM_LIST ? '[' : '(');
      for (guint i = 0; i < term->items->len; i++)
        {
          if (i > 0)
            g_string_append (out, ", ");
          append_literal (out, g_ptr_array_index (term->items, i));
        }
      g_string_append_c (out, term->kind == TERM_LIST ? ']' : ')');
      break;
    }
}

static void
set_object (MlTermValue *value, const MlMemory *memory, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (memory, serial);
  GString *text = g_string_new (NULL);

  append_object (text, memory, serial, 0);
  value->object = serial;
  value->is_number = thing->kind == ML_KIND_INT && thing->value.type == ML_VALUE_INT;
  value->number = value->is_number ? thing->value.integer : 0;
  value->text = g_string_free (text, FALSE);
}

static void
set_number (MlTermValue *value, gint64 number)
{
  value->is_number = TRUE;
  value->number = number;
  value->text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
set_truth (MlTermValue *value, gboolean truth)
{
  value->text = g_strdup (truth ? "True" : "False");
}

static gint64
length_of (const MlThing *thing)
{
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];
  gint64 length = 0;

  if (thing->kind == ML_KIND_STR)
    return g_utf8_strlen (thing->value.text, thing->value.length);

  for (guint i = 0; i < items->n; i++)
    length += items->slots[i] != 0;

  return thing->kind == ML_KIND_DICT ? length / 2 : length;
}

/* Whether what @place last led to before this step is gone. */
static gboolean
is_freed (const MlLessonPlace *place, MlMemory *memory, gboolean *freed, GError **error)
{
  MlStep here = ml_memory_get_step (memory);
  MlSerial serial = ml_lesson_place_find (place, memory, NULL);

  for (MlStep step = here; serial == 0 && step > 0; step--)
    {
      ml_memory_seek (memory, step - 1);
      serial = ml_lesson_place_find (place, memory, NULL);
    }

  ml_memory_seek (memory, here);
  *freed = ml_memory_get (memory, serial) == NULL;
  if (serial != 0)
    return TRUE;

  g_set_error (error,
               ML_LESSON_PLACE_ERROR,
               ML_LESSON_PLACE_ERROR_MISSING,
               "“%s” was never there up to step %u",
               ml_lesson_place_get_text (place),
               here);
  return FALSE;
}

/* The value of a term that asks something of the object at a place. */
static gboolean
evaluate_object (const MlTerm *term, MlMemory *memory, MlTermValue *value, GError **error)
{
  MlSerial serial = ml_lesson_place_find (term->place, memory, error);
  const MlThing *thing;

  if (serial == 0)
    return FALSE;

  thing = ml_memory_get (memory, serial);

  switch (term->kind)
    {
    case TERM_REFCOUNT:
      set_number (value, thing->count);
      break;
    case TERM_LEN:
      set_number (value, length_of (thing));
      break;
    case TERM_TYPE:
      set_object (value, memory, thing->type);
      break;
    case TERM_IMMORTAL:
      set_truth (value, (thing->flags & ML_THING_IMMORTAL) != 0);
      break;
    default:
      set_object (value, memory, serial);
      break;
    }

  return TRUE;
}

gboolean
ml_term_evaluate (const MlTerm *self, MlMemory *memory, MlTermValue *value, GError **error)
{
  GString *text;
  gboolean freed;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (memory != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  switch (self->kind)
    {
    case TERM_FREED:
      if (!is_freed (self->place, memory, &freed, error))
        return FALSE;
      set_truth (value, freed);
      return TRUE;

    case TERM_OUTPUT:
      text = g_string_new (NULL);
      append_quoted (
          text, ml_memory_get_output (memory, 1), strlen (ml_memory_get_output (memory, 1)));
      value->text = g_string_free (text, FALSE);
      return TRUE;

    case TERM_NUMBER:
      set_number (value, self->number);
      return TRUE;

    case TERM_TEXT:
    case TERM_WORD:
    case TERM_LIST:
    case TERM_TUPLE:
      text = g_string_new (NULL);
      append_literal (text, self);
      value->text = g_string_free (text, FALSE);
      return TRUE;

    default:
      return evaluate_object (self, memory, value, error);
    }
}
