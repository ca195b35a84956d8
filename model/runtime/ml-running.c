/* ml-running.c: what built-in functions may ask of the running interpreter */
#include "ml-running.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-interpreter-private.h"
#include "ml-module.h"
#include "ml-operations.h"
#include "ml-source-run.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* The frame of the program's code that called the built-in. */
static MlFrame *
get_frame (MlHeap *heap)
{
  MlFrame *frame = heap->frame;

  while (frame != NULL && frame->kind != ML_FRAME_CALL)
    frame = frame->previous;

  return frame;
}

gboolean
ml_running_write (MlHeap *heap, int stream, const char *text, gsize length)
{
  return ml_interpreter_write (heap, stream, text, length);
}

void
ml_running_report_ignored (MlHeap *heap, MlObject *exception, MlObject *where)
{
  ml_report_ignored (heap, exception, where);
}

char *
ml_running_read (MlHeap *heap, const char *prompt)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  gint64 asked = g_get_monotonic_time ();
  char *line;

  if (self->options.read == NULL)
    return NULL;

  line = self->options.read (prompt, self->options.user_data);

  if (self->deadline != 0)
    self->deadline += g_get_monotonic_time () - asked;

  if (line != NULL && heap->journal != NULL)
    {
      g_autofree char *typed = g_strconcat (line, "\n", NULL);

      ml_journal_input (heap->journal, line);
      ml_journal_output (heap->journal, 0, typed, strlen (typed));
    }

  return line;
}

gboolean
ml_running_get_stdout (MlHeap *heap, MlObject **file)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  MlObject *sys = ml_dict_get_ascii (heap, self->modules, "sys");
  MlObject *dict = sys != NULL ? ml_module_get_dict (sys) : NULL;
  MlObject *own, *now;

  *file = NULL;

  if (dict == NULL)
    return TRUE;

  now = ml_dict_get_str (heap, dict, ml_name (heap, stdout));
  own = ml_dict_get_ascii (heap, dict, "__stdout__");

  if (now == NULL)
    {
      ml_raise (heap, heap->world->runtime_error, "lost sys.stdout");
      return FALSE;
    }

  if (now != own)
    *file = now;

  return TRUE;
}

MlObject *
ml_running_get_globals (MlHeap *heap)
{
  MlFrame *frame = get_frame (heap);

  if (frame == NULL)
    return ml_raise (heap, heap->world->system_error, "globals(): no frame");

  return ml_ref (frame->globals);
}

MlObject *
ml_running_get_locals (MlHeap *heap)
{
  MlFrame *frame = get_frame (heap);

  if (frame == NULL)
    return ml_raise (heap, heap->world->system_error, "locals(): no frame");

  return ml_frame_hooks.get_locals (heap, frame);
}

MlObject *
ml_running_get_frame (MlHeap *heap, guint depth)
{
  MlFrame *frame = heap->frame;
  MlObject *object;

  for (; frame != NULL; frame = frame->previous)
    if (frame->kind == ML_FRAME_CALL && depth-- == 0)
      break;

  if (frame == NULL)
    return ml_raise (heap, heap->world->value_error, "call stack is not deep enough");

  object = ml_frame_get_object (heap, frame);

  return object != NULL ? ml_ref (object) : NULL;
}

static MlObject *
run (MlHeap *heap, MlCode *code, MlObject *globals, MlObject *locals)
{
  if (ml_dict_get_str (heap, globals, ml_name (heap, __builtins__)) == NULL
      && !ml_dict_set (
          heap, globals, ml_name (heap, __builtins__), ml_interpreter_get (heap)->builtins))
    return NULL;

  return ml_run_code (heap, code, globals, locals);
}

MlObject *
ml_running_execute (
    MlHeap *heap, MlObject *code, MlObject *globals, MlObject *locals, gboolean is_expression)
{
  MlObject *held[3] = { NULL, NULL, NULL };
  MlTree *tree = NULL;
  MlNative native;
  MlObject *result = NULL;

  ml_native_enter (heap, &native, is_expression ? "eval" : "exec", held, G_N_ELEMENTS (held));
  held[0] = globals != NULL ? ml_ref (globals) : ml_running_get_globals (heap);
  held[1] = locals != NULL    ? ml_ref (locals)
            : globals != NULL ? ml_ref (globals)
                              : ml_running_get_locals (heap);

  if (held[0] != NULL && held[1] != NULL)
    {
      gsize length;
      const char *text;

      if (ml_is_str (code))
        {
          text = ml_str_get_utf8 (code, &length);

          if (is_expression)
            {
              gsize blanks = strspn (text, " \t");

              text += blanks;
              length -= blanks;
            }

          held[2] = (MlObject *) ml_compile_text (
              heap,
              "<string>",
              text,
              length,
              is_expression ? ML_COMPILE_EVAL : ML_COMPILE_FILE,
              &tree);
        }
      else
        {
          held[2] = ml_ref (code);
        }

      if (held[2] != NULL)
        result = run (heap, (MlCode *) held[2], held[0], held[1]);

      /* The tree of a text is kept until it has run: its literals count. */
      if (tree != NULL)
        ml_tree_free (tree);
    }

  ml_native_leave (heap, &native);

  return result;
}

MlObject *
ml_running_compile (MlHeap *heap, MlObject *text, MlObject *file_name, MlObject *mode)
{
  const char *mode_text = ml_str_get_utf8 (mode, NULL);
  MlCompileMode how;
  MlTree *tree;
  MlCode *code;
  gsize length;
  const char *source = ml_str_get_utf8 (text, &length);

  if (g_str_equal (mode_text, "exec"))
    how = ML_COMPILE_FILE;
  else if (g_str_equal (mode_text, "eval"))
    how = ML_COMPILE_EVAL;
  else if (g_str_equal (mode_text, "single"))
    how = ML_COMPILE_INTERACTIVE;
  else
    return ml_raise (heap,
                     heap->world->value_error,
                     "compile() mode must be 'exec', 'eval' or 'single'");

  code = ml_compile_text (heap, ml_str_get_utf8 (file_name, NULL), source, length, how, &tree);

  if (code != NULL)
    ml_tree_free (tree);

  return (MlObject *) code;
}

MlObject *
ml_running_execute_body (MlHeap *heap, MlFunction *body, MlObject *namespace)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  MlFrame *frame;

  if (self->depth >= self->recursion_limit)
    return ml_raise (heap, heap->world->recursion_error, "maximum recursion depth exceeded");

  if (body->code->caches == NULL)
    ml_code_prepare (body->code);

  frame = ml_frame_push (heap, body, namespace, 0);
  frame->is_entry = TRUE;
  ml_frame_enter (heap, frame);

  return ml_evaluate (heap, frame);
}

MlObject *
ml_running_import (MlHeap *heap, MlObject *name)
{
  return ml_import (heap, name);
}

MlObject *
ml_running_get_modules (MlHeap *heap)
{
  return ml_interpreter_get (heap)->modules;
}

guint
ml_running_get_recursion_limit (MlHeap *heap)
{
  return ml_interpreter_get (heap)->recursion_limit;
}

void
ml_running_set_recursion_limit (MlHeap *heap, guint limit)
{
  ml_interpreter_get (heap)->recursion_limit = limit;
}

const char *const *
ml_running_get_arguments (MlHeap *heap)
{
  return ml_interpreter_get (heap)->options.arguments;
}
