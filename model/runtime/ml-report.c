/* ml-report.c: exceptions as CPython 3.13 prints them
 *
 * A traceback shows for each frame the source line, and under it what was evaluated: `^` under the
 * whole, or `~` under an operation and `^` under its operator, brackets or parentheses. Which part
 * that is, the parser tells.
 */
#include "ml-interpreter-private.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-function.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-module.h"
#include "ml-operations.h"
#include "ml-parser.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-unraisable.h"

#define MAX_REPEATS 3

void
ml_report_add_source (MlInterpreter *self, const char *file_name, const char *text)
{
  g_hash_table_insert (self->sources, g_strdup (file_name), g_strsplit (text, "\n", -1));
}

const char *
ml_report_find_line (MlInterpreter *self, const char *file_name, guint32 line)
{
  char **lines = g_hash_table_lookup (self->sources, file_name);

  if (lines == NULL || line == 0 || line > g_strv_length (lines))
    return NULL;

  return lines[line - 1];
}

/* Marks */

typedef struct
{
  gsize start; /* of the operator, in bytes of the segment */
  gsize end;
} Anchor;

static gboolean
find_operator (const char *segment, const MlNode *node, Anchor *anchor)
{
  gsize at = node->bin_op.left->end.byte;
  gsize limit = node->bin_op.right->start.byte;

  while (at < limit && strchr (" \t)", segment[at]) != NULL)
    at++;

  if (at >= limit)
    return FALSE;

  anchor->start = at++;

  if (at < limit && strchr (" \t(", segment[at]) == NULL)
    at++;

  anchor->end = at;

  return TRUE;
}

/* From the bracket behind @before to the end of @node. */
static gboolean
find_brackets (const char *segment,
               const MlNode *node,
               const MlNode *before,
               char bracket,
               Anchor *anchor)
{
  const char *open = strchr (segment + before->end.byte, bracket);

  if (open == NULL || (gsize) (open - segment) >= node->end.byte)
    return FALSE;

  anchor->start = open - segment;
  anchor->end = node->end.byte;

  return TRUE;
}

static gboolean
find_anchor_in (const char *segment, const MlNode *node, Anchor *anchor)
{
  if (node->start.line != node->end.line)
    return FALSE;

  switch (node->kind)
    {
    case ML_NODE_BIN_OP:
      return find_operator (segment, node, anchor);
    case ML_NODE_SUBSCRIPT:
      return find_brackets (segment, node, node->subscript.value, '[', anchor);
    case ML_NODE_CALL:
      return find_brackets (segment, node, node->call.func, '(', anchor);
    default:
      return FALSE;
    }
}

/* The tree of a text, or NULL: a mistake in it is not of interest here. */
static MlTree *
parse (MlHeap *heap, const char *text, gboolean as_statement)
{
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("", text, strlen (text), &error);
  MlTree *tree = NULL;

  if (source != NULL)
    tree = as_statement ? ml_parse_file (heap, source, &error)
                        : ml_parse_expression (heap, source, &error);

  g_clear_pointer (&error, ml_syntax_error_free);

  if (heap->raised != NULL)
    ml_clear_raised (heap);

  return tree;
}

static gboolean
find_anchor (MlHeap *heap, const char *segment, Anchor *anchor)
{
  g_autoptr (MlTree) tree = parse (heap, segment, FALSE);

  return tree != NULL && find_anchor_in (segment, ml_tree_get_root (tree)->expression.body, anchor);
}

/* `x = f()` and `return f()` say enough without marks. */
static gboolean
is_plain_call (MlHeap *heap, const char *line, gsize start, gsize end)
{
  g_autoptr (MlTree) tree = parse (heap, line, TRUE);
  const MlNodeList *body;
  const MlNode *value = NULL;

  if (tree == NULL)
    return FALSE;

  body = ml_tree_get_root (tree)->module.body;

  if (body->length == 0)
    return FALSE;

  if (body->items[0]->kind == ML_NODE_RETURN)
    value = body->items[0]->return_.value;
  else if (body->items[0]->kind == ML_NODE_ASSIGN)
    value = body->items[0]->assign.value;

  if (value == NULL || value->kind != ML_NODE_CALL)
    return FALSE;

  if (body->items[0]->kind == ML_NODE_RETURN && value->call.func->kind != ML_NODE_NAME)
    return FALSE;

  return value->start.byte == start && value->end.byte == end;
}

/* Appends @mark once for each column that the bytes from @start to @end take. */
static void
append_marks (GString *out, const char *line, gsize start, gsize end, char mark)
{
  for (const char *at = line + start; at < line + end; at = g_utf8_next_char (at))
    {
      g_string_append_c (out, mark);

      if (g_unichar_iswide (g_utf8_get_char (at)))
        g_string_append_c (out, mark);
    }
}

/* @line without its indentation; columns in bytes of it. */
static void
append_mark_line (MlHeap *heap, GString *out, const char *line, gsize start, gsize end)
{
  g_autofree char *segment = NULL;
  Anchor anchor;
  gboolean has_anchor;

  if (end > strlen (line) || start >= end || is_plain_call (heap, line, start, end))
    return;

  segment = g_strndup (line + start, end - start);
  has_anchor = find_anchor (heap, segment, &anchor);

  if (!has_anchor && start == 0 && line[end] == '\0')
    return;

  g_string_append (out, "    ");
  append_marks (out, line, 0, start, ' ');

  if (has_anchor)
    {
      append_marks (out, line, start, start + anchor.start, '~');
      append_marks (out, line, start + anchor.start, start + anchor.end, '^');
      append_marks (out, line, start + anchor.end, end, '~');
    }
  else
    {
      append_marks (out, line, start, end, '^');
    }

  g_string_append_c (out, '\n');
}

static void
append_source (MlHeap *heap, GString *out, const char *file_name, const MlPosition *position)
{
  const char *line = ml_report_find_line (ml_interpreter_get (heap), file_name, position->line);
  g_autofree char *stripped = NULL;
  gsize indent;

  if (line == NULL)
    return;

  indent = strspn (line, " \t\f");
  stripped = g_strchomp (g_strdup (line + indent));

  if (*stripped == '\0')
    return;

  g_string_append_printf (out, "    %s\n", stripped);

  if (position->end_line == position->line && position->column >= indent)
    append_mark_line (
        heap, out, stripped, position->column - indent, position->end_column - indent);
  else if (position->end_line > position->line && position->column >= indent)
    append_mark_line (heap, out, stripped, position->column - indent, strlen (stripped));
}

/* The traceback */

static void
append_entry (MlHeap *heap, GString *out, const MlTraceback *entry)
{
  MlFrame *frame = ((MlFrameObject *) entry->frame)->frame;
  const MlCode *code;
  const char *file_name;

  if (frame == NULL)
    return;

  code = frame->code;
  file_name = ml_str_get_utf8 (code->file_name, NULL);
  g_string_append_printf (out,
                          "  File \"%s\", line %u, in %s\n",
                          file_name,
                          entry->line,
                          ml_str_get_utf8 (code->name, NULL));
  append_source (heap, out, file_name, &code->positions[entry->instruction]);
}

static gboolean
is_same_place (const MlTraceback *a, const MlTraceback *b)
{
  const MlFrame *frame_a = ((MlFrameObject *) a->frame)->frame;
  const MlFrame *frame_b = ((MlFrameObject *) b->frame)->frame;

  return frame_a != NULL && frame_b != NULL && frame_a->code == frame_b->code && a->line == b->line;
}

static void
append_repeats (GString *out, guint n)
{
  if (n > MAX_REPEATS)
    g_string_append_printf (out,
                            "  [Previous line repeated %u more time%s]\n",
                            n - MAX_REPEATS,
                            n - MAX_REPEATS == 1 ? "" : "s");
}

static void
append_traceback (MlHeap *heap, GString *out, MlObject *traceback)
{
  const MlTraceback *before = NULL;
  guint n = 0;

  g_string_append (out, "Traceback (most recent call last):\n");

  for (; traceback != NULL; traceback = ((MlTraceback *) traceback)->next)
    {
      const MlTraceback *entry = (MlTraceback *) traceback;

      if (entry->frame == NULL)
        continue;

      if (before == NULL || !is_same_place (before, entry))
        {
          append_repeats (out, n);
          n = 0;
          before = entry;
        }

      if (++n <= MAX_REPEATS)
        append_entry (heap, out, entry);
    }

  append_repeats (out, n);
}

/* The exception itself */

static MlObject *
str_or_null (MlHeap *heap, MlObject *object)
{
  MlObject *text = ml_to_str (heap, object);

  if (text == NULL)
    ml_clear_raised (heap);

  return text;
}

static void
append_type_name (MlHeap *heap, GString *out, MlType *type)
{
  MlObject *module;

  if (!ml_find_attribute (heap, &type->object, ml_name (heap, __module__), &module))
    ml_clear_raised (heap);
  else if (module != NULL && ml_is_str (module) && !ml_str_equal_utf8 (module, "builtins") &&
           !ml_str_equal_utf8 (module, "__main__"))
    g_string_append_printf (out, "%s.", ml_str_get_utf8 (module, NULL));

  ml_unref_any (heap, module);
  g_string_append (out, ml_str_get_utf8 (type->qualified_name, NULL));
}

static gint64
get_number (MlObject *value, gint64 otherwise)
{
  gint64 number;

  return value != NULL && ml_is_int (value) && ml_int_fits (value, &number) ? number : otherwise;
}

/* A SyntaxError shows the place of the mistake: the line, and marks under it. */
static void
append_syntax_place (MlHeap *heap, GString *out, MlException *self)
{
  MlObject *file = self->values[ML_SYNTAX_ERROR_FILENAME];
  MlObject *text = self->values[ML_SYNTAX_ERROR_TEXT];
  gint64 line = get_number (self->values[ML_SYNTAX_ERROR_LINENO], 0);
  g_autoptr (MlSyntaxError) error = NULL;
  g_autofree char *source_line = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GString) whole = g_string_new (NULL);

  if (line == 0)
    return;

  if (text != NULL && ml_is_str (text))
    source_line = g_strchomp (g_strdup (ml_str_get_utf8 (text, NULL)));

  error = ml_syntax_error_new (ML_SYNTAX_ERROR, g_strdup (""), source_line);
  error->line = line;
  error->offset = get_number (self->values[ML_SYNTAX_ERROR_OFFSET], 0);
  error->end_line = get_number (self->values[ML_SYNTAX_ERROR_END_LINENO], line);
  error->end_offset = get_number (self->values[ML_SYNTAX_ERROR_END_OFFSET], 0);
  ml_syntax_error_print (
      error, file != NULL && ml_is_str (file) ? ml_str_get_utf8 (file, NULL) : "<string>", whole);

  /* The last line is type and message, which come from the exception. */
  for (gsize i = whole->len > 0 ? whole->len - 1 : 0; i > 0; i--)
    if (whole->str[i - 1] == '\n')
      {
        g_string_append_len (out, whole->str, i);
        return;
      }
}

static void
append_message (MlHeap *heap, GString *out, MlObject *exception)
{
  MlException *self = (MlException *) exception;
  gboolean is_syntax_error = ml_object_is_a (exception, heap->world->syntax_error);
  MlObject *text;

  if (is_syntax_error)
    append_syntax_place (heap, out, self);

  append_type_name (heap, out, exception->type);

  if (is_syntax_error)
    text = self->values[ML_SYNTAX_ERROR_MSG] != NULL
               ? str_or_null (heap, self->values[ML_SYNTAX_ERROR_MSG])
               : NULL;
  else
    text = str_or_null (heap, exception);

  if (text == NULL && !is_syntax_error)
    g_string_append (out, ": <exception str() failed>");
  else if (text != NULL && *ml_str_get_utf8 (text, NULL) != '\0')
    g_string_append_printf (out, ": %s", ml_str_get_utf8 (text, NULL));

  ml_report_append_suggestion (heap, out, exception);
  g_string_append_c (out, '\n');
  ml_unref_any (heap, text);
}

static void
append_notes (MlHeap *heap, GString *out, MlObject *exception)
{
  MlObject *notes;

  if (!ml_find_attribute (heap, exception, ml_name (heap, __notes__), &notes))
    {
      ml_clear_raised (heap);
      return;
    }

  for (gsize i = 0; notes != NULL && ml_is_list (notes) && i < ml_list_get_length (notes); i++)
    {
      MlObject *note = str_or_null (heap, ml_list_get (notes, i));

      if (note != NULL)
        g_string_append_printf (out, "%s\n", ml_str_get_utf8 (note, NULL));

      ml_unref_any (heap, note);
    }

  ml_unref_any (heap, notes);
}

static void
append_one (MlHeap *heap, GString *out, MlObject *exception)
{
  MlException *self = (MlException *) exception;

  if (self->traceback != NULL)
    append_traceback (heap, out, self->traceback);

  append_message (heap, out, exception);
  append_notes (heap, out, exception);
}

/* Causes and contexts come first: a list of them, the oldest at its end. */
static void
append_chain (MlHeap *heap, GString *out, MlObject *exception)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  while (exception != NULL && !g_ptr_array_find (chain, exception, NULL))
    {
      MlException *self = (MlException *) exception;

      g_ptr_array_add (chain, exception);
      exception = self->cause != NULL ? self->cause : self->suppress_context ? NULL : self->context;
    }

  for (guint i = chain->len; i > 0; i--)
    {
      append_one (heap, out, g_ptr_array_index (chain, i - 1));

      if (i > 1)
        {
          MlException *next = g_ptr_array_index (chain, i - 2);

          g_string_append (
              out,
              next->cause != NULL
                  ? "\nThe above exception was the direct cause of the following exception:\n\n"
                  : "\nDuring handling of the above exception, another exception occurred:\n\n");
        }
    }
}

/* The number of the program's own text in the journal. */
#define PROGRAM_SOURCE 1

static guint32
count_characters (MlHeap *heap, const MlCode *code, guint32 line, guint32 column)
{
  const char *text = ml_report_find_line (
      ml_interpreter_get (heap), ml_str_get_utf8 (code->file_name, NULL), line);

  return text != NULL ? g_utf8_strlen (text, MIN (column, strlen (text))) : column;
}

static MlSpan
find_syntax_place (const MlException *self)
{
  gint64 line = get_number (self->values[ML_SYNTAX_ERROR_LINENO], 0);
  gint64 offset = get_number (self->values[ML_SYNTAX_ERROR_OFFSET], 0);
  gint64 end_line = get_number (self->values[ML_SYNTAX_ERROR_END_LINENO], 0);
  gint64 end_offset = get_number (self->values[ML_SYNTAX_ERROR_END_OFFSET], 0);

  if (line <= 0)
    return (MlSpan){ 0 };

  offset = MAX (offset, 1);

  if (end_line < line || (end_line == line && end_offset <= offset))
    {
      end_line = line;
      end_offset = offset + 1;
    }

  return (MlSpan){ PROGRAM_SOURCE, line, offset - 1, end_line, MAX (end_offset, 1) - 1 };
}

MlSpan
ml_report_find_place (MlHeap *heap, MlObject *exception)
{
  MlException *self = (MlException *) exception;
  MlSpan span = { 0 };

  /* Without a traceback nothing has run: it is the program's own text that could not be read. */
  if (self->traceback == NULL && ml_interpreter_get (heap)->prompt_source == 0 &&
      ml_object_is_a (exception, heap->world->syntax_error))
    return find_syntax_place (self);

  for (MlObject *at = self->traceback; at != NULL; at = ((MlTraceback *) at)->next)
    {
      const MlTraceback *entry = (MlTraceback *) at;
      const MlFrame *frame = entry->frame != NULL ? ((MlFrameObject *) entry->frame)->frame : NULL;
      const MlPosition *position;

      if (frame == NULL || frame->code->source != PROGRAM_SOURCE)
        continue;

      position = &frame->code->positions[entry->instruction];
      span = (MlSpan){
        PROGRAM_SOURCE,
        position->line,
        count_characters (heap, frame->code, position->line, position->column),
        position->end_line,
        count_characters (heap, frame->code, position->end_line, position->end_column),
      };
    }

  return span;
}

void
ml_report_exception (MlHeap *heap, MlObject *exception)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_chain (heap, out, exception);
  ml_interpreter_write (heap, 2, out->str, out->len);
}

/* What was raised in no frame of its own is shown where the program stands. */
static void
add_running_frame (MlHeap *heap, MlObject *exception)
{
  MlFrame *frame = heap->frame;
  MlObject *object;

  while (frame != NULL && frame->kind != ML_FRAME_CALL)
    frame = frame->previous;

  if (frame == NULL || ((MlException *) exception)->traceback != NULL)
    return;

  object = ml_frame_get_object (heap, frame);

  if (object != NULL)
    ml_exception_set_traceback (
        heap,
        exception,
        ml_traceback_new (
            heap, NULL, object, frame->at - frame->code->instructions, ml_frame_get_line (frame)));

  ml_clear_raised (heap);
}

static void
print_ignored (MlHeap *heap, const char *message, MlObject *exception, MlObject *where)
{
  g_autoptr (GString) out = g_string_new (message);
  MlObject *text = where != NULL ? ml_repr (heap, where) : NULL;

  if (text != NULL)
    g_string_append_printf (out, ": %s\n", ml_str_get_utf8 (text, NULL));
  else
    g_string_append (out, "\n");

  ml_clear_raised (heap);
  ml_unref_any (heap, text);
  append_one (heap, out, exception);
  ml_interpreter_write (heap, 2, out->str, out->len);
}

void
ml_report_ignored (MlHeap *heap, MlObject *exception, MlObject *where)
{
  print_ignored (heap, "Exception ignored in", exception, where);
}

/* What the program has set sys.unraisablehook to, borrowed; NULL if it is the one that only prints.
 */
static MlObject *
find_hook (MlHeap *heap)
{
  MlObject *sys = ml_dict_get_ascii (heap, ml_interpreter_get (heap)->modules, "sys");
  MlObject *dict = sys != NULL ? ml_module_get_dict (sys) : NULL;
  MlObject *hook = dict != NULL ? ml_dict_get_ascii (heap, dict, "unraisablehook") : NULL;

  return hook == NULL || hook == ml_dict_get_ascii (heap, dict, "__unraisablehook__") ? NULL : hook;
}

/* Slots of a report. */
enum
{
  REPORT_EXCEPTION,
  REPORT_WHERE,
  REPORT_HOOK,
  REPORT_ARGUMENTS,
  REPORT_FAILURE,
  REPORT_N_SLOTS
};

/* @held has all but the arguments and what the hook itself may raise. */
static void
call_hook (MlHeap *heap, MlObject **held)
{
  MlObject *result = NULL;

  held[REPORT_ARGUMENTS] = ml_unraisable_new (heap, held[REPORT_EXCEPTION], held[REPORT_WHERE]);

  if (held[REPORT_ARGUMENTS] != NULL)
    result = ml_call (heap, held[REPORT_HOOK], &held[REPORT_ARGUMENTS], 1, NULL);

  if (result != NULL)
    {
      ml_unref (heap, result);
      return;
    }

  if (ml_interpreter_get (heap)->stop != ML_STOP_NONE)
    return;

  held[REPORT_FAILURE] = ml_take_raised (heap);
  print_ignored (
      heap, "Exception ignored in sys.unraisablehook", held[REPORT_FAILURE], held[REPORT_HOOK]);
}

void
ml_report_unraisable (MlHeap *heap, MlObject *where)
{
  MlObject *exception = ml_take_raised (heap);
  MlObject *held[REPORT_N_SLOTS] = { exception };
  MlObject *hook;
  MlNative native;

  /* A run that is stopped stays stopped. */
  if (exception == NULL || ml_interpreter_get (heap)->stop != ML_STOP_NONE)
    {
      ml_restore_raised (heap, exception);
      return;
    }

  ml_native_enter (heap, &native, "report", held, REPORT_N_SLOTS);
  add_running_frame (heap, exception);
  hook = find_hook (heap);

  if (hook == NULL)
    {
      ml_report_ignored (heap, exception, where);
    }
  else
    {
      held[REPORT_WHERE] = where != NULL ? ml_ref (where) : NULL;
      held[REPORT_HOOK] = ml_ref (hook);
      call_hook (heap, held);
    }

  ml_native_leave (heap, &native);
}
