/* test-values.c: what the plain values answer, against tables of CPython's answers
 *
 * Each line of NAME.table is a question and CPython 3.13's answer, which `regenerate` writes:
 *
 *   // -7 2 => -4
 *   .split 'a,b' ',' => ['a', 'b']
 *   int '12a' => !ValueError: invalid literal for int() with base 10: '12a'
 *
 * The operands are literals: ints, floats, strs, None, True, False, and lists and tuples of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ml-bytes.h"
#include "ml-complex.h"
#include "ml-exception.h"
#include "ml-float.h"
#include "ml-format.h"
#include "ml-int-math.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define MAX_OPERANDS 8

typedef struct
{
  MlHeap *heap;
  const char *at;
} Reader;

static MlObject *read_operand (Reader *reader);

static gboolean
accept (Reader *reader, const char *text)
{
  gsize n = strlen (text);

  if (strncmp (reader->at, text, n) != 0)
    return FALSE;

  reader->at += n;

  return TRUE;
}

static gunichar
read_hex (Reader *reader, gsize n)
{
  g_autofree char *digits = g_strndup (reader->at, n);

  reader->at += n;

  return (gunichar) g_ascii_strtoull (digits, NULL, 16);
}

static gunichar
read_escape (Reader *reader)
{
  switch (*reader->at++)
    {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'x':
      return read_hex (reader, 2);
    case 'u':
      return read_hex (reader, 4);
    case 'U':
      return read_hex (reader, 8);
    default:
      return (guchar) reader->at[-1];
    }
}

static MlObject *
read_str (Reader *reader)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (reader->heap);
  char quote = *reader->at++;

  while (*reader->at != quote)
    {
      gunichar c = g_utf8_get_char (reader->at);

      reader->at = g_utf8_next_char (reader->at);
      ml_str_builder_append (&builder, c == '\\' ? read_escape (reader) : c);
    }

  reader->at++;

  return ml_str_builder_end (&builder);
}

/* The b has been read. */
static MlObject *
read_bytes (Reader *reader)
{
  MlObject *text = read_str (reader), *bytes;
  gsize length = ml_str_get_length (text);
  g_autofree guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) ml_str_read (text, i);

  bytes = ml_bytes_new (reader->heap, data, length);
  ml_unref (reader->heap, text);

  return bytes;
}

static MlObject *
read_sequence (Reader *reader)
{
  gboolean is_list = *reader->at++ == '[';
  MlObject *list = ml_list_new (reader->heap), *tuple;

  while (!accept (reader, is_list ? "]" : ")"))
    {
      ml_list_append_take (reader->heap, list, read_operand (reader));
      if (!accept (reader, ", "))
        accept (reader, ",");
    }

  if (is_list)
    return list;

  tuple = ml_list_to_tuple (reader->heap, list);
  ml_unref (reader->heap, list);

  return tuple;
}

static MlObject *
read_number (Reader *reader)
{
  gsize n = strcspn (reader->at, " ,)]");
  const char *start = reader->at;
  double value;

  reader->at += n;

  if (start[n - 1] == 'j')
    {
      assert_true (ml_float_parse (start, (gssize) n - 1, &value));
      return ml_complex_new (reader->heap, *start == '-' ? -0.0 : 0.0, value);
    }

  if (strcspn (start, ".einf") >= n)
    return ml_int_from_text (reader->heap, start, (gssize) n, 10);

  assert_true (ml_float_parse (start, (gssize) n, &value));

  return ml_float_new (reader->heap, value);
}

/* Steals @arguments, a tuple. */
static MlObject *
make (MlHeap *heap, MlType *type, MlObject *arguments)
{
  MlObject *object = ml_call_unpacked (heap, (MlObject *) type, arguments, NULL);

  assert_non_null (object);
  ml_unref (heap, arguments);

  return object;
}

static MlObject *
read_operand (Reader *reader)
{
  MlHeap *heap = reader->heap;

  if (*reader->at == '\'' || *reader->at == '"')
    return read_str (reader);

  if (*reader->at == '(' || *reader->at == '[')
    return read_sequence (reader);

  if (accept (reader, "range"))
    return make (heap, heap->world->range_type, read_sequence (reader));

  if (accept (reader, "slice"))
    return make (heap, heap->world->slice_type, read_sequence (reader));

  if (accept (reader, "b'"))
    {
      reader->at--;
      return read_bytes (reader);
    }

  if (accept (reader, "None"))
    return heap->world->none;

  if (accept (reader, "True"))
    return heap->world->true_object;

  if (accept (reader, "False"))
    return heap->world->false_object;

  return read_number (reader);
}

/* Asking */

static MlObject *
get_type (MlHeap *heap, const char *name)
{
  MlWorld *world = heap->world;
  MlType *const types[] = { world->int_type,   world->float_type,  world->str_type,
                            world->bool_type,  world->range_type,  world->slice_type,
                            world->bytes_type, world->complex_type };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i]->name, name))
      return (MlObject *) types[i];

  return NULL;
}

static MlObject *
call_method (MlHeap *heap, const char *name, MlObject **operands, gsize n)
{
  MlObject *name_object = ml_str_from_utf8 (heap, name, -1);
  MlObject *method = ml_get_attribute (heap, operands[0], name_object);
  MlObject *result;

  ml_unref (heap, name_object);
  if (method == NULL)
    return NULL;

  if (!ml_is_callable (method))
    return method;

  result = ml_call (heap, method, operands + 1, n - 1, NULL);
  ml_unref (heap, method);

  return result;
}

static MlObject *
call_binary (MlHeap *heap, const char *name, MlObject **operands)
{
  static const char *const binaries[ML_N_BINARY] = {
    [ML_ADD] = "+",           [ML_SUBTRACT] = "-",
    [ML_MULTIPLY] = "*",      [ML_TRUE_DIVIDE] = "/",
    [ML_FLOOR_DIVIDE] = "//", [ML_REMAINDER] = "%",
    [ML_POWER] = "**",        [ML_LEFT_SHIFT] = "<<",
    [ML_RIGHT_SHIFT] = ">>",  [ML_AND] = "&",
    [ML_XOR] = "^",           [ML_OR] = "|",
    [ML_DIVMOD] = "divmod",   [ML_MATRIX_MULTIPLY] = "@",
  };
  static const char *const comparisons[] = { "<", "<=", "==", "!=", ">", ">=" };

  for (guint i = 0; i < ML_N_BINARY; i++)
    if (g_str_equal (name, binaries[i]))
      return ml_binary (heap, i, operands[0], operands[1]);

  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    if (g_str_equal (name, comparisons[i]))
      return ml_compare (heap, operands[0], operands[1], i);

  if (g_str_equal (name, "[]"))
    return ml_get_item (heap, operands[0], operands[1]);

  if (g_str_equal (name, "in"))
    {
      int found = ml_contains (heap, operands[1], operands[0]);

      return found < 0 ? NULL : ml_bool (heap, found);
    }

  if (g_str_equal (name, "format"))
    return ml_format (heap, operands[0], operands[1]);

  fail_msg ("no such operator: %s", name);
  return NULL;
}

static MlObject *
call_unary (MlHeap *heap, const char *name, MlObject *operand)
{
  static const char *const unaries[] = { "neg", "pos", "abs", "invert" };
  gint64 hash;

  for (guint i = 0; i < G_N_ELEMENTS (unaries); i++)
    if (g_str_equal (name, unaries[i]))
      return ml_unary (heap, i, operand);

  if (g_str_equal (name, "hash"))
    {
      hash = ml_hash (heap, operand);
      return heap->raised != NULL ? NULL : ml_int_new (heap, hash);
    }

  if (g_str_equal (name, "sizeof"))
    return ml_int_new (heap,
                       operand->type->slots.size != NULL
                           ? (gint64) operand->type->slots.size (heap, operand)
                           : operand->type->python_size);

  if (g_str_equal (name, "list"))
    return ml_list_from_iterable (heap, operand);

  fail_msg ("no such function: %s", name);
  return NULL;
}

static MlObject *
ask (MlHeap *heap, const char *name, MlObject **operands, gsize n)
{
  MlObject *type = get_type (heap, name);

  if (type != NULL)
    return ml_call (heap, type, operands, n, NULL);

  if (name[0] == '.')
    return call_method (heap, name + 1, operands, n);

  if (g_str_equal (name, "pow"))
    return ml_int_power_modulo (heap, operands[0], operands[1], operands[2]);

  return n == 1 ? call_unary (heap, name, operands[0]) : call_binary (heap, name, operands);
}

/* repr() of the answer, or "!Type: message". (transfer full) */
static char *
show (MlHeap *heap, MlObject *answer)
{
  MlObject *text, *exception;
  char *shown;

  if (answer != NULL)
    {
      text = ml_repr (heap, answer);
      if (text == NULL)
        return show (heap, NULL);

      shown = g_strdup (ml_str_get_utf8 (text, NULL));
      ml_unref (heap, text);
      return shown;
    }

  exception = ml_take_raised (heap);
  assert_non_null (exception);
  text = ml_to_str (heap, exception);
  shown = g_strdup_printf ("!%s: %s", exception->type->name, ml_str_get_utf8 (text, NULL));
  ml_unref (heap, text);
  ml_unref (heap, exception);

  return shown;
}

/* TRUE if the answer to @line is the expected one. */
static gboolean
check_line (MlHeap *heap, const char *line)
{
  const char *arrow = g_strrstr (line, " => ");
  g_autofree char *question = g_strndup (line, (gsize) (arrow - line));
  char *space = strchr (question, ' ');
  MlObject *operands[MAX_OPERANDS];
  g_autofree char *shown = NULL;
  MlObject *answer;
  Reader reader = { heap, "" };
  gsize n = 0;

  if (space != NULL)
    {
      *space = '\0';
      reader.at = space + 1;
    }

  while (*reader.at != '\0')
    {
      operands[n++] = read_operand (&reader);
      accept (&reader, " ");
    }

  answer = ask (heap, question, operands, n);
  shown = show (heap, answer);
  ml_unref_any (heap, answer);

  for (gsize i = 0; i < n; i++)
    ml_unref (heap, operands[i]);

  if (g_str_equal (shown, arrow + 4))
    return TRUE;

  print_message ("# %s\n#   not %s\n", line, shown);
  return FALSE;
}

static void
check_table (void **state)
{
  const char *path = *state;
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  MlHeap *heap = ml_heap_new ();
  MlWorld *world;
  guint n_wrong = 0;

  assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  ml_world_init (heap, ml_rules_find (ML_RULES_DEFAULT_VERSION));

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && !check_line (heap, lines[i]))
      n_wrong++;

  assert_int_equal (ml_heap_check (heap, NULL), 0);
  world = heap->world;
  ml_heap_free (heap);
  ml_world_free (world);
  assert_int_equal (n_wrong, 0);
}

int
main (int argc, char **argv)
{
  struct CMUnitTest tests[16];
  int n = 0;

  for (int i = 1; i < argc && n < (int) G_N_ELEMENTS (tests); i++)
    tests[n++] =
        (struct CMUnitTest){ .name = argv[i], .test_func = check_table, .initial_state = argv[i] };

  return _cmocka_run_group_tests ("values", tests, (size_t) n, NULL, NULL);
}
