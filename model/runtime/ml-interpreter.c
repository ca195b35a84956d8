/* ml-interpreter.c: one run of a program */
#include "ml-interpreter-private.h"

#include <string.h>

#include "ml-cell.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-module.h"
#include "ml-operations.h"
#include "ml-parser.h"
#include "ml-source-run.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define DEFAULT_RECURSION 1000

/* Items of the interpreter's own store in the journal. */
enum
{
  STORE_MODULES,
  STORE_BUILTINS,
  STORE_MAIN
};

static void
visit_own (MlHeap *heap, gpointer owner, MlVisit visit, gpointer data)
{
  MlInterpreter *self = owner;

  if (self->modules != NULL)
    visit (ML_SLOT (ML_REGION_ITEM, STORE_MODULES), self->modules, data);

  if (self->builtins != NULL)
    visit (ML_SLOT (ML_REGION_ITEM, STORE_BUILTINS), self->builtins, data);

  if (self->main != NULL)
    visit (ML_SLOT (ML_REGION_ITEM, STORE_MAIN), self->main, data);
}

/* super() without arguments: the class cell and the first parameter of the running method. */
static gboolean
find_super (MlHeap *heap, MlObject **class_and_self)
{
  MlFrame *frame = heap->frame;
  const MlCode *code;
  MlObject *first;

  while (frame != NULL && frame->kind != ML_FRAME_CALL)
    frame = frame->previous;

  if (frame == NULL || frame->code->n_arguments == 0)
    {
      ml_raise (heap,
                heap->world->runtime_error,
                frame == NULL ? "super(): no current frame" : "super(): no arguments");
      return FALSE;
    }

  code = frame->code;
  first = frame->slots[0];

  if (first != NULL && code->locals_plus_kinds[0] & ML_LOCAL_CELL && ml_is_cell (heap, first))
    first = ml_cell_get (first);

  if (first == NULL)
    {
      ml_raise (heap, heap->world->runtime_error, "super(): arg[0] deleted");
      return FALSE;
    }

  for (guint i = 0; i < code->n_locals_plus; i++)
    if (code->locals_plus_kinds[i] & ML_LOCAL_FREE &&
        ml_tuple_get (code->locals_plus_names, i) == ml_name (heap, __class__))
      {
        MlObject *class = ml_cell_get (frame->slots[i]);

        if (class == NULL)
          {
            ml_raise (heap, heap->world->runtime_error, "super(): empty __class__ cell");
            return FALSE;
          }

        class_and_self[0] = class;
        class_and_self[1] = first;

        return TRUE;
      }

  ml_raise (heap, heap->world->runtime_error, "super(): __class__ cell not found");

  return FALSE;
}

static MlObject *
current_module (MlHeap *heap)
{
  for (MlFrame *frame = heap->frame; frame != NULL; frame = frame->previous)
    if (frame->kind == ML_FRAME_CALL)
      return ml_dict_get_str (heap, frame->globals, ml_name (heap, __name__));

  return NULL;
}

static void
install_hooks (MlInterpreter *self)
{
  MlHeap *heap = self->heap;

  heap->interpreter = self;
  heap->frame_hooks = &ml_frame_hooks;
  heap->forget_on_stack = ml_frame_forget_on_stack;
  heap->report_unraisable = ml_report_unraisable;
  heap->find_super = find_super;
  heap->current_module = current_module;
}

/* How functions and methods are called is the runtime's matter. */
static void
install_call_slots (MlHeap *heap)
{
  heap->world->function_type->slots.call = ml_call_function;
  heap->world->method_type->slots.call = ml_call_method_object;
}

static MlObject *
import_at_start (MlInterpreter *self, const char *name)
{
  MlObject *module = ml_import (self->heap, ml_name_from_utf8 (self->heap, name, -1));

  if (module == NULL)
    g_error ("the built-in module %s cannot be made", name);

  return module;
}

static void
make_modules (MlInterpreter *self)
{
  MlHeap *heap = self->heap;
  MlObject *builtins, *sys;

  self->modules = ml_dict_new (heap);
  builtins = import_at_start (self, "builtins");
  self->builtins = ml_ref (ml_module_get_dict (builtins));
  ml_unref (heap, builtins);
  sys = import_at_start (self, "sys");
  ml_unref (heap, sys);
  self->main = ml_module_new (heap, "__main__", NULL);

  if (self->main == NULL ||
      !ml_dict_set (heap, self->modules, ml_name_from_utf8 (heap, "__main__", -1), self->main) ||
      !ml_module_add (heap, self->main, "__builtins__", ml_ref (self->builtins)))
    g_error ("the main module cannot be made");

  /* As CPython's start leaves it: the first full collection passes the namespace before it knows
   * who holds it, so that all it reaches moves behind it, nearest first. */
  ml_heap_track_first (heap, ml_module_get_dict (self->main));
}

MlInterpreter *
ml_interpreter_new (const MlInterpreterOptions *options)
{
  MlInterpreter *self = g_new0 (MlInterpreter, 1);
  MlHeap *heap = ml_heap_new ();

  self->options = *options;
  self->heap = heap;
  self->frames = ml_frame_stack_new ();
  self->recursion_limit = options->recursion != 0 ? options->recursion : DEFAULT_RECURSION;
  self->report = g_string_new (NULL);
  self->sources =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  install_hooks (self);
  ml_world_init (
      heap, options->rules != NULL ? options->rules : ml_rules_find (ML_RULES_DEFAULT_VERSION));
  install_call_slots (heap);
  ml_heap_add_root (heap, visit_own, self);
  ml_heap_add_root (heap, ml_frame_traverse_all, self->frames);
  make_modules (self);

  /* What comes now is the program's. */
  heap->default_origin = ML_ORIGIN_RUN;
  heap->journal = options->journal;
  self->takes_parts = heap->journal != NULL && ml_journal_is_closeup (heap->journal);
  heap->byte_limit = options->max_bytes != 0 ? options->max_bytes : G_MAXSIZE;
  heap->collect_every = options->collect_every;
  heap->collector_enabled = TRUE;

  return self;
}

void
ml_interpreter_free (MlInterpreter *self)
{
  MlWorld *world = self->heap->world;

  ml_heap_free (self->heap);
  ml_world_free (world);
  ml_frame_stack_free (self->frames);
  g_string_free (self->report, TRUE);
  g_hash_table_unref (self->sources);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_free (self);
}

MlHeap *
ml_interpreter_get_heap (MlInterpreter *self)
{
  return self->heap;
}

gboolean
ml_interpreter_write (MlHeap *heap, int stream, const char *text, gsize length)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  self->n_output += length;

  if (self->options.max_output != 0 && self->n_output > self->options.max_output)
    {
      if (self->stop == ML_STOP_NONE)
        {
          self->stop = ML_STOP_OUTPUT;
          ml_raise_value (heap, heap->world->keyboard_interrupt, NULL);
        }

      return FALSE;
    }

  if (heap->journal != NULL)
    ml_journal_output (heap->journal, stream, text, length);

  if (self->options.write != NULL)
    self->options.write (stream, text, length, self->options.user_data);

  return TRUE;
}

static void
start_clock (MlInterpreter *self)
{
  if (self->options.max_seconds > 0)
    self->deadline =
        g_get_monotonic_time () + (gint64) (self->options.max_seconds * G_USEC_PER_SEC);
}

/* The things that hold the modules, before the first line. */
static void
tell_own_store (MlInterpreter *self)
{
  MlHeap *heap = self->heap;

  if (heap->journal == NULL || self->root != 0)
    return;

  self->root = ml_heap_tell_birth_of_store (heap, "interpreter");
  ml_heap_tell_set (heap, self->root, ML_SLOT (ML_REGION_ITEM, STORE_MODULES), NULL, self->modules);
  ml_heap_tell_set (
      heap, self->root, ML_SLOT (ML_REGION_ITEM, STORE_BUILTINS), NULL, self->builtins);
  ml_heap_tell_set (heap, self->root, ML_SLOT (ML_REGION_ITEM, STORE_MAIN), NULL, self->main);
}

/* What sys.exit() asks for: the exit status. A text goes to standard error. */
static int
get_exit_status (MlHeap *heap, MlObject *exception)
{
  MlObject *code = ((MlException *) exception)->values[ML_SYSTEM_EXIT_CODE];
  gint64 status;
  MlObject *text;

  if (code == NULL || code == ml_none (heap))
    return 0;

  if (ml_is_int (code))
    return ml_int_fits (code, &status) ? (int) (status & 0xff) : 255;

  text = ml_to_str (heap, code);

  if (text != NULL)
    {
      gsize length;
      const char *utf8 = ml_str_get_utf8 (text, &length);

      ml_interpreter_write (heap, 2, utf8, length);
      ml_interpreter_write (heap, 2, "\n", 1);
      ml_unref (heap, text);
    }

  return 1;
}

void
ml_interpreter_end_with (MlHeap *heap, MlObject *exception)
{
  MlInterpreter *self = ml_interpreter_get (heap);

  self->status = 1;
  self->exits = TRUE;

  if (self->stop != ML_STOP_NONE)
    return;

  if (ml_object_is_a (exception, heap->world->system_exit))
    {
      self->status = get_exit_status (heap, exception);
    }
  else
    {
      self->exits = FALSE;
      self->error_span = ml_report_find_place (heap, exception);
      ml_report_exception (heap, exception);
    }

  ml_clear_raised (heap);
}

/* What is raised before or behind all frames. */
static void
end_without_frame (MlHeap *heap)
{
  MlObject *exception = ml_take_raised (heap);
  MlNative native;

  ml_native_enter (heap, &native, "report", &exception, 1);
  ml_interpreter_end_with (heap, exception);
  ml_native_leave (heap, &native);
}

static MlObject *
run_in_main (MlInterpreter *self, MlCode *code)
{
  MlObject *globals = ml_module_get_dict (self->main);
  MlObject *held = &code->object;
  MlNative native;
  MlObject *result;

  ml_native_enter (self->heap, &native, "run", &held, 1);
  self->unit = code;
  result = ml_run_code (self->heap, code, globals, globals);
  self->unit = NULL;
  ml_native_leave (self->heap, &native);

  return result;
}

/* Parses, compiles and runs. FALSE with an exception. */
static gboolean
run_script (MlInterpreter *self,
            const char *file_name,
            const char *text,
            gsize length,
            MlTree **tree)
{
  MlHeap *heap = self->heap;
  MlObject *result;
  MlCode *code;

  if (!ml_module_add (heap, self->main, "__file__", ml_str_from_utf8 (heap, file_name, -1)))
    return FALSE;

  code = ml_compile_text (heap, file_name, text, length, ML_COMPILE_FILE, tree);

  if (code == NULL)
    {
      end_without_frame (heap);
      return FALSE;
    }

  result = run_in_main (self, code);
  ml_unref_any (heap, result);

  return result != NULL;
}

int
ml_interpreter_run_script (MlInterpreter *self,
                           const char *file_name,
                           const char *text,
                           gsize length)
{
  MlHeap *heap = self->heap;
  MlTree *tree = NULL;

  start_clock (self);
  tell_own_store (self);
  self->status = 0;
  run_script (self, file_name, text, length, &tree);

  /* What changes from here on belongs to the step at which the prompt goes on, if it does. */
  self->script_ended = TRUE;

  if (tree != NULL)
    ml_tree_free (tree);

  ml_clear_raised (heap);

  return self->status;
}

/* Code object and syntax tree of the script have let go; the prompt goes on in its namespace. */
static void
take_end_step (MlInterpreter *self)
{
  const MlSpan nowhere = { 0 };

  if (!self->script_ended)
    return;

  self->script_ended = FALSE;

  if (self->heap->journal != NULL)
    ml_journal_step (self->heap->journal, ML_EVENT_END, 0, 0, &nowhere);

  self->n_steps++;
}

/* One statement typed. */
static void
run_unit (MlInterpreter *self, MlTree *tree, MlSource *source)
{
  MlHeap *heap = self->heap;
  g_autoptr (GPtrArray) warnings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ml_syntax_error_free);
  MlSyntaxError *error = NULL;
  MlCode *code = ml_compile (heap, tree, "<stdin>", ML_COMPILE_INTERACTIVE, warnings, &error);

  if (code != NULL)
    {
      ml_print_warnings (heap, warnings, source);

      if (heap->journal != NULL)
        ml_code_set_source (heap, code, self->prompt_source);

      ml_unref_any (heap, run_in_main (self, code));
    }
  else
    {
      if (error != NULL)
        ml_raise_syntax_error (heap, error, "<stdin>");

      end_without_frame (heap);
    }

  ml_tree_free (tree);
  ml_clear_raised (heap);
}

/* What a terminal shows of a unit that was typed. */
static void
tell_typed (MlInterpreter *self, const char *unit, gsize length)
{
  g_autofree char *text = g_strndup (unit, length);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);

  if (self->heap->journal == NULL || *g_strstrip (text) == '\0')
    return;

  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (shown, "%s %s\n", i == 0 ? ">>>" : "...", lines[i]);

  ml_journal_output (self->heap->journal, 0, shown->str, shown->len);
}

int
ml_interpreter_run_interactive (MlInterpreter *self, const char *text, gsize length)
{
  MlHeap *heap = self->heap;
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("<stdin>", text, length, &error);
  gsize at = 0;

  start_clock (self);
  tell_own_store (self);
  take_end_step (self);

  if (source == NULL)
    {
      ml_raise_syntax_error (heap, error, "<stdin>");
      end_without_frame (heap);
      return self->status;
    }

  text = ml_source_get_text (source, &length);
  ml_report_add_source (self, "<stdin>", text);

  if (heap->journal != NULL)
    self->prompt_source = ml_journal_add_source (heap->journal, "<stdin>", text);

  while (at < length && !self->exits)
    {
      gsize start = at;
      MlTree *tree = ml_parse_interactive (heap, source, start, FALSE, &at, &error);

      tell_typed (self, text + start, at - start);

      if (tree != NULL)
        {
          run_unit (self, tree, source);
        }
      else
        {
          ml_raise_syntax_error (heap, g_steal_pointer (&error), "<stdin>");
          end_without_frame (heap);
        }
    }

  return self->exits ? self->status : 0;
}

gboolean
ml_interpreter_needs_more (MlInterpreter *self, const char *text, gsize length)
{
  MlSyntaxError *error = NULL;
  g_autoptr (MlSource) source = ml_source_new ("<stdin>", text, length, &error);
  gboolean needs_more = FALSE;
  gsize at = 0;

  if (source != NULL)
    ml_source_get_text (source, &length);

  while (source != NULL && error == NULL && at < length)
    {
      MlTree *tree = ml_parse_interactive (self->heap, source, at, TRUE, &at, &error);

      g_clear_pointer (&tree, ml_tree_free);
    }

  if (error != NULL)
    needs_more = error->type == ML_INCOMPLETE_INPUT;

  g_clear_pointer (&error, ml_syntax_error_free);
  ml_clear_raised (self->heap);

  return needs_more;
}

/* Objects reachable from the main module. */
typedef struct
{
  GPtrArray *found;
  GHashTable *seen;
} Walk;

static void
note (MlSlot slot, MlObject *target, gpointer data)
{
  Walk *walk = data;

  if (g_hash_table_add (walk->seen, target))
    g_ptr_array_add (walk->found, target);
}

/* What CPython's last collection finalizes, in the order in which it meets it: that of the
 * collector's lists. */
typedef struct
{
  GHashTable *seen;
  GPtrArray *doomed;
} Doom;

static void
doom (MlObject *object, gpointer data)
{
  Doom *self = data;

  if (object->type->slots.finalize != NULL && g_hash_table_contains (self->seen, object))
    g_ptr_array_add (self->doomed, ml_ref (object));
}

static void
finalize_reachable (MlInterpreter *self)
{
  MlHeap *heap = self->heap;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GPtrArray) doomed = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk walk = { found, seen };
  Doom dooming = { seen, doomed };
  MlNative native;

  g_hash_table_add (seen, self->modules);
  g_hash_table_add (seen, self->builtins);
  note (0, ml_module_get_dict (self->main), &walk);

  for (guint i = 0; i < found->len; i++)
    {
      MlObject *object = g_ptr_array_index (found, i);

      if (object->type->slots.traverse != NULL)
        object->type->slots.traverse (heap, object, note, &walk);
    }

  /* A collection puts the younger ones behind the oldest. */
  ml_heap_foreach_tracked (heap, 2, doom, &dooming);
  ml_heap_foreach_tracked (heap, 0, doom, &dooming);
  ml_heap_foreach_tracked (heap, 1, doom, &dooming);

  ml_native_enter (heap, &native, "end of the program", (MlObject **) doomed->pdata, doomed->len);

  for (guint i = 0; i < doomed->len; i++)
    {
      MlObject *object = g_ptr_array_index (doomed, i);

      if (object->flags & ML_OBJECT_FINALIZED)
        continue;

      object->flags |= ML_OBJECT_FINALIZED;
      object->type->slots.finalize (heap, object);
    }

  ml_native_leave (heap, &native);
}

void
ml_interpreter_finish (MlInterpreter *self)
{
  MlHeap *heap = self->heap;

  /* A program that was stopped gets no chance to go on in its finalizers. */
  if (self->stop != ML_STOP_NONE)
    return;

  ml_heap_stop_telling (heap);
  self->options.max_steps = 0;
  self->options.check = FALSE;
  ml_dict_set (heap, self->builtins, ml_name (heap, _), ml_none (heap));
  ml_clear_raised (heap);

  if (heap->collector_enabled)
    ml_heap_collect (heap, 2);

  finalize_reachable (self);
  ml_heap_collect (heap, 2);
  ml_dict_clear (heap, ml_module_get_dict (self->main));
  ml_heap_collect (heap, 2);
}

void
ml_interpreter_interrupt (MlInterpreter *self)
{
  g_atomic_int_set (&self->interrupted, 1);
}

MlStop
ml_interpreter_get_stop (MlInterpreter *self)
{
  return self->stop;
}

const char *
ml_interpreter_get_stop_message (MlInterpreter *self)
{
  static const char *const messages[] = {
    [ML_STOP_NONE] = NULL,
    [ML_STOP_STEPS] = "The program was stopped: it has run as many steps as it may.",
    [ML_STOP_SECONDS] = "The program was stopped: its time is up.",
    [ML_STOP_OUTPUT] = "The program was stopped: it has printed as much as it may.",
    [ML_STOP_RECORDING] = "The program was stopped: its recording has reached its limit.",
    [ML_STOP_INTERRUPTED] = "The program was stopped.",
  };

  if (self->stop == ML_STOP_NONE && self->has_outlived)
    return "The recording has reached its limit and ends there; the program went on without it.";

  return messages[self->stop];
}

const char *
ml_interpreter_get_report (MlInterpreter *self)
{
  return self->report->str;
}

gboolean
ml_interpreter_get_error_span (MlInterpreter *self, MlSpan *span)
{
  *span = self->error_span;

  return span->source != 0;
}
