/* ml-compile-generic.c: type parameters and type aliases */

#include "ml-compile-generic.h"

#include "ml-world.h"

static void
enter_parameters (MlCompiler *self, const MlNodeList *type_params, const char *name, int first_line)
{
  g_autofree char *own = g_strdup_printf ("<generic parameters of %s>", name);

  ml_compiler_enter (self,
                     ML_UNIT_TYPE_PARAMETERS,
                     ml_symbols_get_scope (self->symbols, type_params),
                     ml_tree_get_name (self->tree, own),
                     first_line);
}

/* A function that evaluates @node when it is asked for. */
static void
compile_deferred (MlCompiler *self, const MlNode *node, const char *name)
{
  MlLocation location = ml_node_get_location (node);
  MlCode *code;

  ml_compiler_enter (self,
                     ML_UNIT_TYPE_PARAMETERS,
                     ml_symbols_get_scope (self->symbols, node),
                     name,
                     node->start.line);
  ml_compile_expression (self, node);
  ml_emit (self, location, ML_OP_RETURN_VALUE, 0);
  code = ml_compiler_leave (self, TRUE);
  ml_emit_function (self, location, code, 0);
}

static void
compile_type_var (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  const MlNode *bound = node->type_var.bound;

  if (bound == NULL)
    {
      ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_TYPEVAR);
      return;
    }

  compile_deferred (self, bound, node->type_var.name);
  ml_emit (self,
           location,
           ML_OP_CALL_INTRINSIC_2,
           bound->kind == ML_NODE_TUPLE ? ML_INTRINSIC_TYPEVAR_WITH_CONSTRAINTS
                                        : ML_INTRINSIC_TYPEVAR_WITH_BOUND);
}

static void
compile_parameter (MlCompiler *self, const MlNode *node, gboolean *has_default)
{
  MlLocation location = ml_node_get_location (node);
  gboolean is_var = node->kind == ML_NODE_TYPE_VAR;
  const char *name = is_var ? node->type_var.name : node->param_spec.name;
  const MlNode *value = is_var ? node->type_var.default_value : node->param_spec.default_value;

  ml_emit_text (self, location, name);

  if (is_var)
    compile_type_var (self, node);
  else
    ml_emit (self,
             location,
             ML_OP_CALL_INTRINSIC_1,
             node->kind == ML_NODE_PARAM_SPEC ? ML_INTRINSIC_PARAMSPEC : ML_INTRINSIC_TYPEVARTUPLE);

  if (value != NULL)
    {
      *has_default = TRUE;
      compile_deferred (self, value, name);
      ml_emit (self, location, ML_OP_CALL_INTRINSIC_2, ML_INTRINSIC_SET_TYPEPARAM_DEFAULT);
    }
  else if (*has_default)
    ml_compiler_fail (
        self, node, "non-default type parameter '%s' follows default type parameter", name);

  ml_emit (self, location, ML_OP_COPY, 1);
  ml_emit_variable (self, location, name, ML_CONTEXT_STORE);
}

static void
compile_parameters (MlCompiler *self, const MlNodeList *type_params)
{
  gboolean has_default = FALSE;

  for (guint i = 0; i < type_params->length; i++)
    compile_parameter (self, type_params->items[i], &has_default);

  ml_emit (
      self, ml_node_get_location (type_params->items[0]), ML_OP_BUILD_TUPLE, type_params->length);
}

static int
count_defaults (int attributes)
{
  return ((attributes & ML_FUNCTION_DEFAULTS) != 0) +
         ((attributes & ML_FUNCTION_KEYWORD_DEFAULTS) != 0);
}

void
ml_begin_generic_function (MlCompiler *self, const MlNode *node, int attributes, int first_line)
{
  MlLocation location = ml_node_get_location (node);
  int n_defaults = count_defaults (attributes);

  if (n_defaults == 2)
    ml_emit (self, location, ML_OP_SWAP, 2);

  enter_parameters (self, node->function_def.type_params, node->function_def.name, first_line);
  self->unit->n_arguments = n_defaults;
  compile_parameters (self, node->function_def.type_params);

  for (int i = 0; i < n_defaults; i++)
    ml_emit (self, location, ML_OP_LOAD_FAST, i);
}

/* Ends the function that makes the parameters, and calls it with @n_arguments. */
static void
call_maker (MlCompiler *self, MlLocation location, int n_arguments)
{
  MlCode *code = ml_compiler_leave (self, FALSE);

  ml_emit_function (self, location, code, 0);

  if (n_arguments > 0)
    {
      ml_emit (self, location, ML_OP_SWAP, n_arguments + 1);
      ml_emit (self, location, ML_OP_CALL, n_arguments - 1);
    }
  else
    {
      ml_emit (self, location, ML_OP_PUSH_NULL, 0);
      ml_emit (self, location, ML_OP_CALL, 0);
    }
}

void
ml_end_generic_function (MlCompiler *self, const MlNode *node, int attributes)
{
  MlLocation location = ml_node_get_location (node);

  ml_emit (self, location, ML_OP_SWAP, 2);
  ml_emit (self, location, ML_OP_CALL_INTRINSIC_2, ML_INTRINSIC_SET_FUNCTION_TYPE_PARAMS);
  call_maker (self, location, count_defaults (attributes));
}

void
ml_begin_generic_class (MlCompiler *self, const MlNode *node, int first_line)
{
  enter_parameters (self, node->class_def.type_params, node->class_def.name, first_line);
  self->unit->class_name = node->class_def.name;
  compile_parameters (self, node->class_def.type_params);
  ml_emit_variable (self,
                    ml_node_get_location (node),
                    ml_tree_get_name (self->tree, ".type_params"),
                    ML_CONTEXT_STORE);
}

const char *
ml_emit_generic_base (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  const char *name = ml_tree_get_name (self->tree, ".generic_base");

  ml_emit_variable (self, location, ml_tree_get_name (self->tree, ".type_params"), ML_CONTEXT_LOAD);
  ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_SUBSCRIPT_GENERIC);
  ml_emit_variable (self, location, name, ML_CONTEXT_STORE);

  return name;
}

void
ml_end_generic (MlCompiler *self, const MlNode *node)
{
  call_maker (self, ml_node_get_location (node), 0);
}

/* The value of an alias is evaluated when it is asked for. */
static void
compile_alias_value (MlCompiler *self, const MlNode *node, const char *name)
{
  MlLocation location = ml_node_get_location (node);
  MlCode *code;

  ml_compiler_enter (
      self, ML_UNIT_FUNCTION, ml_symbols_get_scope (self->symbols, node), name, node->start.line);
  ml_flow_add_constant (self->unit->flow, ml_ref (ml_none (self->heap)));
  ml_compile_expression (self, node->type_alias.value);
  ml_emit (self, location, ML_OP_RETURN_VALUE, 0);
  code = ml_compiler_leave (self, FALSE);

  ml_emit_function (self, location, code, 0);
  ml_emit (self, location, ML_OP_BUILD_TUPLE, 3);
  ml_emit (self, location, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_TYPEALIAS);
}

void
ml_compile_type_alias (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *type_params = node->type_alias.type_params;
  const char *name = node->type_alias.name->name.id;
  MlLocation location = ml_node_get_location (node);

  if (type_params->length > 0)
    {
      enter_parameters (self, type_params, name, node->start.line);
      ml_emit_text (self, location, name);
      compile_parameters (self, type_params);
      compile_alias_value (self, node, name);
      call_maker (self, location, 0);
    }
  else
    {
      ml_emit_text (self, location, name);
      ml_emit_none (self, location);
      compile_alias_value (self, node, name);
    }

  ml_emit_variable (self, location, name, ML_CONTEXT_STORE);
}
