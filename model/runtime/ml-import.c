/* ml-import.c: import */
#include "ml-interpreter-private.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-module.h"
#include "ml-operations.h"
#include "ml-source-run.h"
#include "ml-str.h"

static const MlModuleSpec *
find_builtin (MlInterpreter *self, const char *name)
{
  for (const MlModuleSpec *spec = self->options.modules; spec->name != NULL; spec++)
    if (g_str_equal (spec->name, name))
      return spec;

  return NULL;
}

/* The journal is told of what comes with the interpreter only when a program takes hold of it. So that nothing it knows changes meanwhile, the
 * collector waits. */
static gboolean
run_shipped (MlHeap *heap, const MlModuleSpec *spec, MlObject *module)
{
  gboolean pauses = ml_heap_pause_telling (heap);
  gboolean collecting = heap->collecting;
  g_autofree char *file_name = g_strconcat ("<", spec->name, ">", NULL);
  MlObject *dict = ml_module_get_dict (module);
  gboolean done;

  heap->collecting = TRUE;
  done = ml_dict_set (heap, dict, ml_name (heap, __builtins__), ml_interpreter_get (heap)->builtins)
         && ml_run_shipped_text (heap, file_name, spec->text, dict);
  heap->collecting = collecting;

  if (pauses)
    ml_heap_resume_telling (heap);

  return done;
}

static MlObject *
import_builtin (MlHeap *heap, const MlModuleSpec *spec)
{
  guint8 origin = heap->default_origin;
  MlObject *module;

  heap->default_origin = ML_ORIGIN_BUILTIN;
  module = spec->make != NULL ? spec->make (heap) : ml_module_new (heap, spec->name, NULL);

  if (module != NULL && spec->text != NULL && !run_shipped (heap, spec, module))
    g_clear_pointer (&module, ml_drop);

  heap->default_origin = origin;

  if (module != NULL)
    ml_heap_add_home (heap, ml_module_get_dict (module));

  return module;
}

/* A program's own module beside it: it is known under its name while its body runs, as in
 * CPython. */
static MlObject *
import_file (MlHeap *heap, MlObject *name, const char *file_name, const char *text)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  MlObject *module = ml_module_new (heap, ml_str_get_utf8 (name, NULL), NULL);
  MlNative native;
  gboolean done;

  if (module == NULL)
    return NULL;

  ml_native_enter (heap, &native, "import", &module, 1);
  done = ml_module_add (heap, module, "__file__", ml_str_from_utf8 (heap, file_name, -1))
         && ml_dict_set (heap, ml_module_get_dict (module), ml_name (heap, __builtins__), self->builtins)
         && ml_dict_set (heap, self->modules, name, module)
         && ml_run_text (heap, file_name, text, ml_module_get_dict (module));
  name = done ? ml_ref (module) : NULL;
  ml_native_leave (heap, &native);

  return name;
}

/* What stands before the last dot of a name: no module of ours is a package with others in it. */
static void
raise_not_found (MlHeap *heap, MlObject *name)
{
  const char *text = ml_str_get_utf8 (name, NULL);
  const char *dot = strrchr (text, '.');
  g_autofree char *parent = g_strndup (text, dot != NULL ? dot - text : 0);

  if (dot != NULL)
    ml_raise (heap,
              heap->world->module_not_found_error,
              "No module named '%s'; '%s' is not a package",
              text,
              parent);
  else
    ml_raise (heap, heap->world->module_not_found_error, "No module named '%s'", text);

  if (ml_raised_is (heap, heap->world->module_not_found_error))
    ml_exception_set_value (heap, heap->raised, ML_IMPORT_ERROR_NAME, ml_ref (name));
}

/* Imports what stands before the last dot of @name. FALSE with an exception. */
static gboolean
import_parent (MlHeap *heap, MlObject *name)
{
  const char *text = ml_str_get_utf8 (name, NULL);
  const char *dot = strrchr (text, '.');
  MlObject *parent_name, *parent;

  if (dot == NULL)
    return TRUE;

  parent_name = ml_str_from_utf8 (heap, text, dot - text);
  parent = parent_name != NULL ? ml_import (heap, parent_name) : NULL;
  ml_unref_any (heap, parent);
  ml_unref_any (heap, parent_name);

  return parent != NULL;
}

static MlObject *
find_and_import (MlHeap *heap, MlObject *name)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  const char *text_name = ml_str_get_utf8 (name, NULL);
  const MlModuleSpec *spec = find_builtin (self, text_name);
  g_autofree char *text = NULL;
  g_autofree char *file_name = NULL;
  MlObject *module;

  if (spec != NULL)
    {
      module = import_builtin (heap, spec);

      if (module != NULL && !ml_dict_set (heap, self->modules, name, module))
        g_clear_pointer (&module, ml_drop);

      return module;
    }

  if (self->options.find_module != NULL)
    text = self->options.find_module (text_name, &file_name, self->options.user_data);

  if (text != NULL)
    return import_file (heap, name, file_name, text);

  raise_not_found (heap, name);

  return NULL;
}

MlObject *
ml_import (MlHeap *heap, MlObject *name)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  MlObject *module = ml_dict_get (heap, self->modules, name);

  if (module != NULL)
    return ml_ref (module);

  return heap->raised == NULL && import_parent (heap, name) ? find_and_import (heap, name) : NULL;
}
