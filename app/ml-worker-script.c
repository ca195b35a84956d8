/* ml-worker-script.c: all that decides what a run does */
#include "ml-worker-script.h"

#include <string.h>

#include "ml-limits.h"
#include "ml-modules.h"
#include "ml-program.h"

static GPtrArray *
copy_texts (const GPtrArray *texts)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (texts, i)));

  return copy;
}

MlWorkerScript *
ml_worker_script_new (const MlRunRequest *request)
{
  MlWorkerScript *self = g_new (MlWorkerScript, 1);

  self->name = g_strdup (request->name);
  self->text = g_strdup (request->text);
  self->mode = request->mode;
  self->max_steps = request->max_steps != 0 ? request->max_steps : ML_LIMIT_STEPS;
  self->answers = g_ptr_array_new_with_free_func (g_free);
  self->statements = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; request->answers != NULL && request->answers[i] != NULL; i++)
    g_ptr_array_add (self->answers, g_strdup (request->answers[i]));

  return self;
}

MlWorkerScript *
ml_worker_script_copy (const MlWorkerScript *self)
{
  MlWorkerScript *copy = g_new (MlWorkerScript, 1);

  copy->name = g_strdup (self->name);
  copy->text = g_strdup (self->text);
  copy->mode = self->mode;
  copy->max_steps = self->max_steps;
  copy->answers = copy_texts (self->answers);
  copy->statements = copy_texts (self->statements);

  return copy;
}

void
ml_worker_script_free (MlWorkerScript *self)
{
  g_free (self->name);
  g_free (self->text);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->statements);
  g_free (self);
}

MlInterpreter *
ml_worker_script_prepare (const MlWorkerScript *self, MlInterpreterOptions *options)
{
  const char *arguments[] = { self->name, NULL };

  options->modules = ml_modules;
  options->max_steps = self->max_steps;
  options->max_bytes = ML_LIMIT_HEAP_BYTES;
  options->max_output = ML_LIMIT_OUTPUT_BYTES;
  options->arguments = arguments;

  return ml_interpreter_new (options);
}

int
ml_worker_script_run (const MlWorkerScript *self, MlInterpreter *interpreter)
{
  gsize length = strlen (self->text);

  return self->mode == ML_RUN_SCRIPT
             ? ml_interpreter_run_script (interpreter, self->name, self->text, length)
             : ml_interpreter_run_interactive (interpreter, self->text, length);
}

/* Only a program that stands in a file has a folder to import from. */
char *
ml_worker_script_find_module (const MlWorkerScript *self, const char *name, char **file_name)
{
  return g_path_is_absolute (self->name) ? ml_program_find_module (name, file_name, self->name)
                                         : NULL;
}
