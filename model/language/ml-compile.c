/* ml-compile.c: units, variables, and the whole */

#include "ml-compile-private.h"

#include <string.h>

#include "ml-assemble.h"
#include "ml-fold.h"
#include "ml-str.h"
#include "ml-world.h"

#define MAX_GUARDS 21

static void
roll_init (MlRoll *self)
{
  self->names = g_ptr_array_new ();
  self->indexes = g_hash_table_new (NULL, NULL);
}

static void
roll_clear (MlRoll *self)
{
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->indexes);
}

int
ml_roll_find (const MlRoll *self, const char *name)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (self->indexes, name, NULL, &index))
    return -1;

  return GPOINTER_TO_INT (index);
}

int
ml_roll_add (MlRoll *self, const char *name)
{
  int index = ml_roll_find (self, name);

  if (index >= 0)
    return index;

  index = self->names->len;
  g_ptr_array_add (self->names, (gpointer) name);
  g_hash_table_insert (self->indexes, (gpointer) name, GINT_TO_POINTER (index));

  return index;
}

MlLocation
ml_node_get_location (const MlNode *node)
{
  if (node->start.line == 0)
    return ML_NOWHERE;

  return (MlLocation){ node->start.line, node->end.line, node->start.byte, node->end.byte };
}

gboolean
ml_compiler_has_failed (const MlCompiler *self)
{
  return self->error != NULL || self->heap->raised != NULL;
}

void
ml_compiler_fail (MlCompiler *self, const MlNode *node, const char *format, ...)
{
  va_list args;

  if (ml_compiler_has_failed (self))
    return;

  va_start (args, format);
  self->error = ml_node_make_error (node, g_strdup_vprintf (format, args));
  va_end (args);
}

void
ml_compiler_warn (MlCompiler *self, const MlNode *node, const char *format, ...)
{
  va_list args;

  if (self->warnings == NULL || ml_compiler_has_failed (self))
    return;

  va_start (args, format);
  g_ptr_array_add (self->warnings, ml_node_make_error (node, g_strdup_vprintf (format, args)));
  va_end (args);
}

const char *
ml_compiler_mangle (MlCompiler *self, const char *name)
{
  return ml_mangle (self->tree, self->unit->class_name, name);
}

static int
compare_names (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

/* The names of @scope that are bound so, or marked so, by the alphabet. */
static void
add_bound_names (MlRoll *roll, const MlScope *scope, MlBinding binding, guint flag)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < scope->symbols->len; i++)
    {
      const MlSymbol *symbol = scope->symbols->pdata[i];

      if (symbol->binding == binding || (symbol->flags & flag))
        g_ptr_array_add (names, (gpointer) symbol->name);
    }

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    ml_roll_add (roll, names->pdata[i]);
}

static gboolean
is_function (const MlUnit *unit)
{
  return unit->type == ML_UNIT_FUNCTION || unit->type == ML_UNIT_ASYNC_FUNCTION;
}

/* Names a unit after those around it: "Outer.method", "function.<locals>.inner". */
static char *
make_qualified_name (MlCompiler *self, MlUnit *unit)
{
  const MlUnit *parent = unit->outer;

  if (parent != NULL && parent->type == ML_UNIT_TYPE_PARAMETERS)
    parent = parent->outer;

  if (parent == NULL || parent->type == ML_UNIT_MODULE)
    return g_strdup (unit->name);

  if (is_function (unit) || unit->type == ML_UNIT_CLASS)
    {
      const char *name = ml_mangle (self->tree, parent->class_name, unit->name);

      if (ml_scope_get_binding (parent->scope, name) == ML_BINDING_GLOBAL_EXPLICIT)
        return g_strdup (unit->name);
    }

  if (is_function (parent) || parent->type == ML_UNIT_LAMBDA)
    return g_strconcat (parent->qualified_name, ".<locals>.", unit->name, NULL);

  return g_strconcat (parent->qualified_name, ".", unit->name, NULL);
}

static MlUnit *
unit_new (MlCompiler *self, MlUnitType type, MlScope *scope, const char *name, int first_line)
{
  MlUnit *unit = g_new0 (MlUnit, 1);

  unit->outer = self->unit;
  unit->type = type;
  unit->scope = scope;
  unit->name = name;
  unit->class_name = self->unit == NULL ? NULL : self->unit->class_name;
  unit->first_line = first_line;
  unit->flow = ml_flow_new (self->constants);
  unit->qualified_name = make_qualified_name (self, unit);
  unit->qualified_name_object = strchr (unit->qualified_name, '.') == NULL
                                    ? ml_name_from_utf8 (self->heap, unit->qualified_name, -1)
                                    : ml_str_from_utf8 (self->heap, unit->qualified_name, -1);
  unit->hidden = g_hash_table_new (NULL, NULL);
  unit->attributes = g_ptr_array_new ();
  unit->attribute_set = g_hash_table_new (NULL, NULL);
  unit->guards = g_array_new (FALSE, FALSE, sizeof (MlGuard));
  roll_init (&unit->names);
  roll_init (&unit->locals);
  roll_init (&unit->cells);
  roll_init (&unit->free);

  return unit;
}

static void
unit_free (MlHeap *heap, MlUnit *unit)
{
  ml_unref_any (heap, unit->qualified_name_object);
  ml_flow_free (unit->flow);
  g_free (unit->qualified_name);
  g_hash_table_unref (unit->hidden);
  g_ptr_array_unref (unit->attributes);
  g_hash_table_unref (unit->attribute_set);
  g_array_unref (unit->guards);
  roll_clear (&unit->names);
  roll_clear (&unit->locals);
  roll_clear (&unit->cells);
  roll_clear (&unit->free);
  g_free (unit);
}

static void
add_scope_names (MlCompiler *self, MlUnit *unit)
{
  MlScope *scope = unit->scope;

  for (guint i = 0; i < scope->parameters->len; i++)
    ml_roll_add (&unit->locals, scope->parameters->pdata[i]);

  add_bound_names (&unit->cells, scope, ML_BINDING_CELL, ML_SYMBOL_COMPREHENSION_CELL);
  if (scope->needs_class_closure)
    ml_roll_add (&unit->cells, ml_tree_get_name (self->tree, "__class__"));
  if (scope->needs_class_dict)
    ml_roll_add (&unit->cells, ml_tree_get_name (self->tree, "__classdict__"));
  add_bound_names (&unit->free, scope, ML_BINDING_FREE, ML_SYMBOL_FREE_CLASS);
}

void
ml_compiler_enter (MlCompiler *self,
                   MlUnitType type,
                   MlScope *scope,
                   const char *name,
                   int first_line)
{
  MlUnit *unit = unit_new (self, type, scope, name, first_line);
  MlLocation location = { first_line, first_line, 0, 0 };

  add_scope_names (self, unit);
  self->unit = unit;

  if (type == ML_UNIT_MODULE)
    location.line = 0;
  ml_emit (self, location, ML_OP_RESUME, ML_RESUME_AT_START);
}

MlCode *
ml_compiler_leave (MlCompiler *self, gboolean returns_none)
{
  MlUnit *unit = self->unit;
  MlCode *code = NULL;

  if (returns_none)
    ml_emit_none (self, ML_NOWHERE);
  ml_emit (self, ML_NOWHERE, ML_OP_RETURN_VALUE, 0);

  if (!ml_compiler_has_failed (self))
    code = ml_assemble (self, unit);

  self->unit = unit->outer;
  unit_free (self->heap, unit);

  return code;
}

void
ml_emit (MlCompiler *self, MlLocation location, int op, int arg)
{
  ml_flow_emit (self->unit->flow, op, arg, location);
}

void
ml_emit_name (MlCompiler *self, MlLocation location, int op, const char *name)
{
  ml_emit (self, location, op, ml_roll_add (&self->unit->names, name));
}

void
ml_emit_constant (MlCompiler *self, MlLocation location, MlObject *constant)
{
  int index = constant == NULL ? -1 : ml_flow_add_constant (self->unit->flow, constant);

  if (index >= 0)
    ml_emit (self, location, ML_OP_LOAD_CONST, index);
}

void
ml_emit_none (MlCompiler *self, MlLocation location)
{
  ml_emit_constant (self, location, ml_ref (ml_none (self->heap)));
}

void
ml_emit_text (MlCompiler *self, MlLocation location, const char *text)
{
  ml_emit_constant (self, location, ml_name_from_utf8 (self->heap, text, -1));
}

MlLabel
ml_new_label (MlCompiler *self)
{
  return ml_flow_new_label (self->unit->flow);
}

void
ml_use_label (MlCompiler *self, MlLabel label)
{
  ml_flow_use_label (self->unit->flow, label);
}

int
ml_compiler_find_cell (MlCompiler *self, const char *name)
{
  int index = ml_roll_find (&self->unit->cells, name);

  if (index >= 0)
    return index;

  return self->unit->cells.names->len + ml_roll_add (&self->unit->free, name);
}

static gboolean
is_fast (MlCompiler *self, const char *name)
{
  return ml_scope_is_function_like (self->unit->scope) ||
         g_hash_table_lookup (self->unit->hidden, name) != NULL;
}

static void
emit_class_dict (MlCompiler *self, MlLocation location)
{
  const char *name = ml_tree_get_name (self->tree, "__classdict__");

  ml_emit (self, location, ML_OP_LOAD_DEREF, ml_compiler_find_cell (self, name));
}

static void
emit_cell (MlCompiler *self, MlLocation location, const char *name, MlContext context)
{
  int index = ml_compiler_find_cell (self, name);
  const MlScope *scope = self->unit->scope;

  if (context == ML_CONTEXT_STORE)
    ml_emit (self, location, ML_OP_STORE_DEREF, index);
  else if (context == ML_CONTEXT_DEL)
    ml_emit (self, location, ML_OP_DELETE_DEREF, index);
  else if (scope->type == ML_SCOPE_CLASS && !self->unit->in_comprehension)
    {
      ml_emit (self, location, ML_OP_LOAD_LOCALS, 0);
      ml_emit (self, location, ML_OP_LOAD_FROM_DICT_OR_DEREF, index);
    }
  else if (scope->sees_class)
    {
      emit_class_dict (self, location);
      ml_emit (self, location, ML_OP_LOAD_FROM_DICT_OR_DEREF, index);
    }
  else
    ml_emit (self, location, ML_OP_LOAD_DEREF, index);
}

static void
emit_local (MlCompiler *self, MlLocation location, const char *name, MlContext context)
{
  static const int ops[] = {
    [ML_CONTEXT_LOAD] = ML_OP_LOAD_FAST,
    [ML_CONTEXT_STORE] = ML_OP_STORE_FAST,
    [ML_CONTEXT_DEL] = ML_OP_DELETE_FAST,
  };

  ml_emit (self, location, ops[context], ml_roll_add (&self->unit->locals, name));
}

static void
emit_global_load (MlCompiler *self, MlLocation location, const char *name)
{
  ml_emit (self, location, ML_OP_LOAD_GLOBAL, ml_roll_add (&self->unit->names, name) << 1);
}

static void
emit_global (MlCompiler *self,
             MlLocation location,
             const char *name,
             MlContext context,
             gboolean is_explicit)
{
  if (context == ML_CONTEXT_STORE)
    ml_emit_name (self, location, ML_OP_STORE_GLOBAL, name);
  else if (context == ML_CONTEXT_DEL)
    ml_emit_name (self, location, ML_OP_DELETE_GLOBAL, name);
  else if (self->unit->scope->sees_class && !is_explicit)
    {
      emit_class_dict (self, location);
      ml_emit_name (self, location, ML_OP_LOAD_FROM_DICT_OR_GLOBALS, name);
    }
  else
    emit_global_load (self, location, name);
}

static void
emit_plain_name (MlCompiler *self, MlLocation location, const char *name, MlContext context)
{
  if (context == ML_CONTEXT_STORE)
    ml_emit_name (self, location, ML_OP_STORE_NAME, name);
  else if (context == ML_CONTEXT_DEL)
    ml_emit_name (self, location, ML_OP_DELETE_NAME, name);
  else if (self->unit->scope->type == ML_SCOPE_CLASS && self->unit->in_comprehension)
    emit_global_load (self, location, name);
  else
    ml_emit_name (self, location, ML_OP_LOAD_NAME, name);
}

void
ml_emit_variable (MlCompiler *self, MlLocation location, const char *name, MlContext context)
{
  const char *mangled = ml_compiler_mangle (self, name);
  MlBinding binding = ml_scope_get_binding (self->unit->scope, mangled);

  if (binding == ML_BINDING_FREE || binding == ML_BINDING_CELL)
    emit_cell (self, location, mangled, context);
  else if (binding == ML_BINDING_LOCAL && is_fast (self, mangled))
    emit_local (self, location, mangled, context);
  else if (binding == ML_BINDING_GLOBAL_EXPLICIT ||
           (binding == ML_BINDING_GLOBAL_IMPLICIT && ml_scope_is_function_like (self->unit->scope)))
    emit_global (self, location, mangled, context, binding == ML_BINDING_GLOBAL_EXPLICIT);
  else
    emit_plain_name (self, location, mangled, context);
}

void
ml_push_guard_full (MlCompiler *self, MlGuard guard)
{
  if (self->unit->guards->len >= MAX_GUARDS && !ml_compiler_has_failed (self))
    {
      self->error = ml_syntax_error_new (
          ML_SYNTAX_ERROR, g_strdup ("too many statically nested blocks"), NULL);
      self->error->first_line = 1;
      self->error->line = MAX (guard.location.line, 0);
      self->error->offset = guard.location.column + 1;
      self->error->end_line = MAX (guard.location.end_line, 0);
      self->error->end_offset = guard.location.end_column + 1;
    }

  g_array_append_val (self->unit->guards, guard);
}

void
ml_push_guard (MlCompiler *self, MlGuardType type, MlLabel start, MlLabel end, MlLocation location)
{
  ml_push_guard_full (self, (MlGuard){ type, start, end, NULL, NULL, location });
}

void
ml_pop_guard (MlCompiler *self)
{
  g_array_set_size (self->unit->guards, self->unit->guards->len - 1);
}

static void
compile_root (MlCompiler *self)
{
  const MlNode *root = ml_tree_get_root (self->tree);

  if (root->kind == ML_NODE_EXPRESSION)
    ml_compile_expression (self, root->expression.body);
  else
    {
      const MlNodeList *body = root->module.body;
      MlLocation location = { 1, 1, 0, 0 };

      if (body->length > 0)
        location = ml_node_get_location (body->items[0]);
      ml_compile_body (self, location, body);
    }
}

static MlCode *
compile_module (MlCompiler *self)
{
  ml_compiler_enter (
      self, ML_UNIT_MODULE, self->symbols->module, ml_tree_get_name (self->tree, "<module>"), 1);
  compile_root (self);

  return ml_compiler_leave (self, self->mode != ML_COMPILE_EVAL);
}

MlCode *
ml_compile (MlHeap *heap,
            MlTree *tree,
            const char *file_name,
            MlCompileMode mode,
            GPtrArray *warnings,
            MlSyntaxError **error)
{
  g_autoptr (MlConstants) constants = ml_constants_new (heap);
  g_autoptr (MlSymbols) symbols = NULL;
  MlCompiler self = { .heap = heap, .tree = tree, .constants = constants, .mode = mode };
  MlCode *code;

  g_return_val_if_fail (error != NULL && *error == NULL, NULL);

  if (!ml_fold (tree))
    return NULL;

  symbols = ml_symbols_new (tree, error);
  if (symbols == NULL)
    return NULL;

  self.symbols = symbols;
  self.warnings = warnings;
  self.file_name = ml_str_from_utf8 (heap, file_name, -1);
  if (self.file_name == NULL)
    return NULL;

  code = compile_module (&self);
  ml_unref (heap, self.file_name);
  *error = self.error;

  return code;
}
