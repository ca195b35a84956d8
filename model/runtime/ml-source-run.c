/* ml-source-run.c: from a text to a run */
#include "ml-source-run.h"

#include <string.h>

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-parser.h"
#include "ml-str.h"
#include "ml-tuple.h"

static MlObject *
int_or_none (MlHeap *heap, guint32 value)
{
  return value > 0 ? ml_int_new (heap, value) : ml_ref (ml_none (heap));
}

static MlType *
get_type (MlHeap *heap, const MlSyntaxError *error)
{
  switch (error->type)
    {
    case ML_INDENTATION_ERROR:
      return heap->world->indentation_error;
    case ML_TAB_ERROR:
      return heap->world->tab_error;
    default:
      return heap->world->syntax_error;
    }
}

static MlObject *
text_or_none (MlHeap *heap, const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL)
    return ml_ref (ml_none (heap));

  line = g_strconcat (text, "\n", NULL);

  return ml_str_from_utf8 (heap, line, -1);
}

gboolean
ml_raise_syntax_error (MlHeap *heap, MlSyntaxError *error, const char *file_name)
{
  g_autoptr (MlSyntaxError) owned = error;
  MlObject *parts[6];
  MlObject *arguments[2];
  MlObject *exception;

  if (error->type == ML_PARSER_OVERFLOW)
    {
      ml_raise (heap, heap->world->memory_error, "%s", error->message);
      return FALSE;
    }

  parts[0] = ml_str_from_utf8 (heap, file_name, -1);
  parts[1] = ml_int_new (heap, error->line);
  parts[2] = int_or_none (heap, error->offset);
  parts[3] = text_or_none (heap, error->text);
  parts[4] = int_or_none (heap, error->end_line);
  parts[5] = int_or_none (heap, error->end_offset);
  arguments[0] = ml_str_from_utf8 (heap, error->message, -1);
  arguments[1] = ml_tuple_new_take (heap, parts, G_N_ELEMENTS (parts));
  exception = arguments[1] != NULL
                  ? ml_call (heap, &get_type (heap, error)->object, arguments, 2, NULL)
                  : NULL;
  ml_unref_any (heap, arguments[0]);
  ml_unref_any (heap, arguments[1]);

  if (exception != NULL)
    ml_raise_object (heap, exception);

  return FALSE;
}

void
ml_print_warnings (MlHeap *heap, GPtrArray *warnings, MlSource *source)
{
  for (guint i = 0; i < warnings->len; i++)
    {
      const MlSyntaxError *warning = g_ptr_array_index (warnings, i);
      g_autofree char *line = ml_source_dup_line (source, warning->line);
      g_autofree char *text = g_strdup_printf ("%s:%u: SyntaxWarning: %s\n  %s\n",
                                               ml_source_get_name (source),
                                               warning->line,
                                               warning->message,
                                               line != NULL ? g_strstrip (line) : "");

      ml_interpreter_write (heap, 2, text, strlen (text));
    }
}

void
ml_code_set_source (MlHeap *heap, MlCode *code, guint32 source)
{
  code->source = source;

  for (gsize i = 0; i < ml_tuple_get_length (code->constants); i++)
    {
      MlObject *constant = ml_tuple_get (code->constants, i);

      if (constant->type == heap->world->code_type)
        ml_code_set_source (heap, (MlCode *) constant, source);
    }
}

static MlTree *
parse (MlHeap *heap, MlSource *source, MlCompileMode mode, MlSyntaxError **error)
{
  return mode == ML_COMPILE_EVAL ? ml_parse_expression (heap, source, error)
                                 : ml_parse_file (heap, source, error);
}

/* The compiler knows places, not lines: the text is added here. */
static void
add_line (MlSyntaxError *error, MlSource *source)
{
  if (error->text == NULL)
    error->text = ml_source_dup_line (source, error->line);
}

MlCode *
ml_compile_text (MlHeap *heap,
                 const char *file_name,
                 const char *text,
                 gsize length,
                 MlCompileMode mode,
                 MlTree **tree)
{
  g_autoptr (GPtrArray) warnings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) ml_syntax_error_free);
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new (file_name, text, length, &error);
  MlCode *code = NULL;

  *tree = source != NULL ? parse (heap, source, mode, &error) : NULL;

  if (*tree != NULL)
    code = ml_compile (heap, *tree, file_name, mode, warnings, &error);

  if (code == NULL)
    {
      g_clear_pointer (tree, ml_tree_free);

      if (error != NULL)
        {
          if (source != NULL)
            add_line (error, source);

          ml_raise_syntax_error (heap, error, file_name);
        }

      return NULL;
    }

  ml_print_warnings (heap, warnings, source);
  ml_report_add_source (ml_interpreter_get (heap), file_name, ml_source_get_text (source, NULL));

  if (heap->journal != NULL)
    ml_code_set_source (heap,
                        code,
                        ml_journal_add_source (
                            heap->journal, file_name, ml_source_get_text (source, NULL)));

  return code;
}

static void
make_quiet (MlHeap *heap, MlCode *code)
{
  code->quiet = TRUE;

  for (gsize i = 0; i < ml_tuple_get_length (code->constants); i++)
    {
      MlObject *constant = ml_tuple_get (code->constants, i);

      if (constant->type == heap->world->code_type)
        make_quiet (heap, (MlCode *) constant);
    }
}

static gboolean
run_text (
    MlHeap *heap, const char *file_name, const char *text, MlObject *globals, gboolean is_quiet)
{
  MlTree *tree;
  MlCode *code = ml_compile_text (heap, file_name, text, strlen (text), ML_COMPILE_FILE, &tree);
  MlObject *held = (MlObject *) code;
  MlObject *result;
  MlNative native;

  if (code == NULL)
    return FALSE;

  if (is_quiet)
    make_quiet (heap, code);

  /* An imported module's tree is gone before its code runs. */
  ml_tree_free (tree);
  ml_native_enter (heap, &native, "import", &held, 1);
  result = ml_run_code (heap, code, globals, globals);
  ml_native_leave (heap, &native);
  ml_unref_any (heap, result);

  return result != NULL;
}

gboolean
ml_run_text (MlHeap *heap, const char *file_name, const char *text, MlObject *globals)
{
  return run_text (heap, file_name, text, globals, FALSE);
}

gboolean
ml_run_shipped_text (MlHeap *heap, const char *file_name, const char *text, MlObject *globals)
{
  return run_text (heap, file_name, text, globals, TRUE);
}
