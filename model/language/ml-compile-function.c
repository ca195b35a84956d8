/* ml-compile-function.c: functions, lambdas, classes, and bodies with docstrings */

#include "ml-compile-private.h"

#include <string.h>

#include "ml-compile-check.h"
#include "ml-compile-generic.h"
#include "ml-docstring.h"
#include "ml-int.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-world.h"

/* Bodies */

static gboolean has_annotations (const MlNodeList *body);

static gboolean
handlers_have_annotations (const MlNodeList *handlers)
{
  for (guint i = 0; i < handlers->length; i++)
    if (has_annotations (handlers->items[i]->except_handler.body))
      return TRUE;

  return FALSE;
}

static gboolean
cases_have_annotations (const MlNodeList *cases)
{
  for (guint i = 0; i < cases->length; i++)
    if (has_annotations (cases->items[i]->match_case.body))
      return TRUE;

  return FALSE;
}

static gboolean
is_annotated (const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_ANN_ASSIGN:
      return TRUE;

    case ML_NODE_FOR:
    case ML_NODE_ASYNC_FOR:
      return has_annotations (node->for_.body) || has_annotations (node->for_.orelse);

    case ML_NODE_WHILE:
      return has_annotations (node->while_.body) || has_annotations (node->while_.orelse);

    case ML_NODE_IF:
      return has_annotations (node->if_.body) || has_annotations (node->if_.orelse);

    case ML_NODE_WITH:
    case ML_NODE_ASYNC_WITH:
      return has_annotations (node->with.body);

    case ML_NODE_MATCH:
      return cases_have_annotations (node->match.cases);

    case ML_NODE_TRY:
    case ML_NODE_TRY_STAR:
      return has_annotations (node->try.body) || has_annotations (node->try.orelse) ||
             has_annotations (node->try.finalbody) ||
             handlers_have_annotations (node->try.handlers);

    default:
      return FALSE;
    }
}

static gboolean
has_annotations (const MlNodeList *body)
{
  for (guint i = 0; i < body->length; i++)
    if (is_annotated (body->items[i]))
      return TRUE;

  return FALSE;
}

static void
compile_from (MlCompiler *self, const MlNodeList *body, guint start)
{
  MlNodeList *rest;

  if (start == 0)
    {
      ml_compile_statements (self, body);
      return;
    }

  rest = ml_tree_new_list (self->tree, body->items + start, body->length - start);
  ml_compile_statements (self, rest);
}

void
ml_compile_body (MlCompiler *self, MlLocation location, const MlNodeList *body)
{
  gboolean is_prompt = self->mode == ML_COMPILE_INTERACTIVE && self->unit->outer == NULL;
  MlObject *docstring = is_prompt ? NULL : ml_docstring_find (body);

  if (has_annotations (body))
    ml_emit (self, location, ML_OP_SETUP_ANNOTATIONS, 0);

  if (docstring != NULL)
    {
      ml_emit_constant (self,
                        ml_node_get_location (body->items[0]->expr.value),
                        ml_docstring_clean (self->heap, docstring));
      ml_emit_variable (
          self, ML_NOWHERE, ml_tree_get_name (self->tree, "__doc__"), ML_CONTEXT_STORE);
    }

  compile_from (self, body, docstring != NULL ? 1 : 0);
}

/* Functions */

static void
emit_closure (MlCompiler *self, MlLocation location, MlCode *code)
{
  guint first = code->n_locals_plus - code->n_free;

  for (guint i = first; i < code->n_locals_plus; i++)
    {
      const char *name = ml_str_get_utf8 (ml_tuple_get (code->locals_plus_names, i), NULL);
      const char *own = ml_tree_get_name (self->tree, name);

      ml_emit (self, location, ML_OP_LOAD_CLOSURE, ml_compiler_find_cell (self, own));
    }

  ml_emit (self, location, ML_OP_BUILD_TUPLE, code->n_free);
}

void
ml_emit_function (MlCompiler *self, MlLocation location, MlCode *code, int attributes)
{
  if (code == NULL)
    return;

  if (code->n_free > 0)
    {
      emit_closure (self, location, code);
      attributes |= ML_FUNCTION_CLOSURE;
    }

  ml_emit_constant (self, location, (MlObject *) code);
  ml_emit (self, location, ML_OP_MAKE_FUNCTION, 0);

  for (int bit = ML_FUNCTION_CLOSURE; bit >= ML_FUNCTION_DEFAULTS; bit >>= 1)
    if (attributes & bit)
      ml_emit (self, location, ML_OP_SET_FUNCTION_ATTRIBUTE, bit);
}

/* The defaults of keyword-only parameters as a dict, if there are any. */
static gboolean
compile_keyword_defaults (MlCompiler *self, MlLocation location, const MlNode *arguments)
{
  const MlNodeList *parameters = arguments->arguments.kwonlyargs;
  const MlNodeList *defaults = arguments->arguments.kw_defaults;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < parameters->length; i++)
    {
      const char *name = ml_compiler_mangle (self, parameters->items[i]->arg.arg);

      if (defaults->items[i] == NULL)
        continue;

      g_ptr_array_add (names, ml_name_from_utf8 (self->heap, name, -1));
      ml_compile_expression (self, defaults->items[i]);
    }

  if (names->len == 0)
    return FALSE;

  ml_emit_constant (
      self, location, ml_tuple_new_take (self->heap, (MlObject **) names->pdata, names->len));
  ml_emit (self, location, ML_OP_BUILD_CONST_KEY_MAP, names->len);

  return TRUE;
}

/* Returns which kinds of defaults (MlFunctionAttribute) lie on the stack. */
static int
compile_defaults (MlCompiler *self, MlLocation location, const MlNode *arguments)
{
  const MlNodeList *defaults = arguments->arguments.defaults;
  int attributes = 0;

  if (defaults->length > 0)
    {
      ml_compile_expressions (self, defaults);
      ml_emit (self, location, ML_OP_BUILD_TUPLE, defaults->length);
      attributes |= ML_FUNCTION_DEFAULTS;
    }

  if (compile_keyword_defaults (self, location, arguments))
    attributes |= ML_FUNCTION_KEYWORD_DEFAULTS;

  return attributes;
}

/* Pushes name and annotation; returns how many items that makes. */
static int
compile_annotation (MlCompiler *self,
                    MlLocation location,
                    const char *name,
                    const MlNode *annotation)
{
  if (annotation == NULL)
    return 0;

  ml_emit_text (self, location, ml_compiler_mangle (self, name));

  if (annotation->kind == ML_NODE_STARRED)
    {
      ml_compile_expression (self, annotation->starred.value);
      ml_emit (self, location, ML_OP_UNPACK_SEQUENCE, 1);
    }
  else
    ml_compile_expression (self, annotation);

  return 2;
}

static int
compile_arg_annotation (MlCompiler *self, MlLocation location, const MlNode *arg)
{
  return arg == NULL ? 0 : compile_annotation (self, location, arg->arg.arg, arg->arg.annotation);
}

static int
compile_arg_annotations (MlCompiler *self, MlLocation location, const MlNodeList *args)
{
  int n = 0;

  for (guint i = 0; i < args->length; i++)
    n += compile_arg_annotation (self, location, args->items[i]);

  return n;
}

/* Returns the attribute, if any is on the stack. */
static int
compile_annotations (MlCompiler *self,
                     MlLocation location,
                     const MlNode *arguments,
                     const MlNode *returns)
{
  int n = compile_arg_annotations (self, location, arguments->arguments.args);

  n += compile_arg_annotations (self, location, arguments->arguments.posonlyargs);
  n += compile_arg_annotation (self, location, arguments->arguments.vararg);
  n += compile_arg_annotations (self, location, arguments->arguments.kwonlyargs);
  n += compile_arg_annotation (self, location, arguments->arguments.kwarg);
  n += compile_annotation (self, location, ml_tree_get_name (self->tree, "return"), returns);

  if (n == 0)
    return 0;

  ml_emit (self, location, ML_OP_BUILD_TUPLE, n);

  return ML_FUNCTION_ANNOTATIONS;
}

static void
check_parameters (MlCompiler *self, const MlNode *arguments)
{
  const MlNodeList *const lists[] = { arguments->arguments.posonlyargs,
                                      arguments->arguments.args,
                                      arguments->arguments.kwonlyargs };
  const MlNode *const others[] = { arguments->arguments.vararg, arguments->arguments.kwarg };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->length; j++)
      ml_check_name (self, lists[i]->items[j], lists[i]->items[j]->arg.arg, ML_CONTEXT_STORE);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != NULL)
      ml_check_name (self, others[i], others[i]->arg.arg, ML_CONTEXT_STORE);
}

static void
set_argument_counts (MlCompiler *self, const MlNode *arguments)
{
  MlUnit *unit = self->unit;

  unit->n_positional_only = arguments->arguments.posonlyargs->length;
  unit->n_arguments = unit->n_positional_only + arguments->arguments.args->length;
  unit->n_keyword_only = arguments->arguments.kwonlyargs->length;
}

/* What a StopIteration inside of a generator becomes is seen to by a handler around its whole body.
 */
void
ml_wrap_generator (MlCompiler *self)
{
  MlLabel handler = ml_new_label (self);

  ml_flow_emit_first (self->unit->flow, ML_OP_SETUP_CLEANUP, handler, ML_NOWHERE);
  ml_emit_none (self, ML_NOWHERE);
  ml_emit (self, ML_NOWHERE, ML_OP_RETURN_VALUE, 0);
  ml_use_label (self, handler);
  ml_emit (self, ML_NOWHERE, ML_OP_CALL_INTRINSIC_1, ML_INTRINSIC_STOPITERATION_ERROR);
  ml_emit (self, ML_NOWHERE, ML_OP_RERAISE, 1);
}

static void
add_first_constant (MlCompiler *self, MlObject *constant)
{
  if (constant != NULL)
    ml_flow_add_constant (self->unit->flow, constant);
}

static MlCode *
compile_function_body (MlCompiler *self, const MlNode *node, int first_line)
{
  const MlNodeList *body = node->function_def.body;
  MlObject *docstring = ml_docstring_find (body);
  MlScope *scope = ml_symbols_get_scope (self->symbols, node);
  gboolean suspends = scope->is_generator || scope->is_coroutine;

  ml_compiler_enter (self,
                     node->kind == ML_NODE_ASYNC_FUNCTION_DEF ? ML_UNIT_ASYNC_FUNCTION
                                                              : ML_UNIT_FUNCTION,
                     scope,
                     node->function_def.name,
                     first_line);
  set_argument_counts (self, node->function_def.args);
  add_first_constant (self,
                      docstring != NULL ? ml_docstring_clean (self->heap, docstring)
                                        : ml_ref (ml_none (self->heap)));

  if (suspends)
    ml_push_guard (self, ML_GUARD_STOP_ITERATION, -1, -1, ML_NOWHERE);

  compile_from (self, body, docstring != NULL ? 1 : 0);

  if (suspends)
    {
      ml_wrap_generator (self);
      ml_pop_guard (self);
    }

  return ml_compiler_leave (self, TRUE);
}

static void
compile_decorators (MlCompiler *self, const MlNodeList *decorators)
{
  ml_compile_expressions (self, decorators);
}

static void
apply_decorators (MlCompiler *self, const MlNodeList *decorators)
{
  for (guint i = decorators->length; i-- > 0;)
    ml_emit (self, ml_node_get_location (decorators->items[i]), ML_OP_CALL, 0);
}

static int
get_first_line (const MlNode *node, const MlNodeList *decorators)
{
  return decorators->length > 0 ? decorators->items[0]->start.line : node->start.line;
}

void
ml_compile_function (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *decorators = node->function_def.decorator_list;
  const MlNodeList *type_params = node->function_def.type_params;
  const MlNode *arguments = node->function_def.args;
  MlLocation location = ml_node_get_location (node);
  int first_line = get_first_line (node, decorators), attributes;
  MlCode *code;

  check_parameters (self, arguments);
  compile_decorators (self, decorators);
  attributes = compile_defaults (self, location, arguments);

  if (type_params->length > 0)
    ml_begin_generic_function (self, node, attributes, first_line);

  attributes |= compile_annotations (self, location, arguments, node->function_def.returns);
  code = compile_function_body (self, node, first_line);
  ml_emit_function (self, location, code, attributes);

  if (type_params->length > 0)
    ml_end_generic_function (self, node, attributes);

  apply_decorators (self, decorators);
  ml_check_name (self, node, node->function_def.name, ML_CONTEXT_STORE);
  ml_emit_variable (self, location, node->function_def.name, ML_CONTEXT_STORE);
}

void
ml_compile_lambda (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  MlScope *scope = ml_symbols_get_scope (self->symbols, node);
  int attributes;
  MlCode *code;

  check_parameters (self, node->lambda.args);
  attributes = compile_defaults (self, location, node->lambda.args);

  ml_compiler_enter (
      self, ML_UNIT_LAMBDA, scope, ml_tree_get_name (self->tree, "<lambda>"), node->start.line);
  set_argument_counts (self, node->lambda.args);
  add_first_constant (self, ml_ref (ml_none (self->heap)));
  ml_compile_expression (self, node->lambda.body);

  if (!scope->is_generator)
    ml_emit (self, ml_node_get_location (node->lambda.body), ML_OP_RETURN_VALUE, 0);
  code = ml_compiler_leave (self, !scope->is_generator);
  ml_emit_function (self, location, code, attributes);
}

/* Classes */

static void
emit_store (MlCompiler *self, MlLocation location, const char *name)
{
  ml_emit_variable (self, location, ml_tree_get_name (self->tree, name), ML_CONTEXT_STORE);
}

static int
compare_names (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

/* The names that methods store in self, by the alphabet. */
static MlObject *
make_static_attributes (MlCompiler *self)
{
  GPtrArray *names = self->unit->attributes;
  MlObject *tuple = ml_tuple_new (self->heap, names->len);

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; tuple != NULL && i < names->len; i++)
    ml_tuple_fill (tuple, i, ml_name_from_utf8 (self->heap, names->pdata[i], -1));

  return tuple;
}

static void
begin_class_body (MlCompiler *self, const MlNode *node, MlLocation location)
{
  MlUnit *unit = self->unit;

  ml_emit_variable (self, location, ml_tree_get_name (self->tree, "__name__"), ML_CONTEXT_LOAD);
  emit_store (self, location, "__module__");
  ml_emit_constant (self, location, ml_ref (unit->qualified_name_object));
  emit_store (self, location, "__qualname__");
  ml_emit_constant (self, location, ml_int_new (self->heap, unit->first_line));
  emit_store (self, location, "__firstlineno__");

  if (node->class_def.type_params->length > 0)
    {
      ml_emit_variable (
          self, location, ml_tree_get_name (self->tree, ".type_params"), ML_CONTEXT_LOAD);
      emit_store (self, location, "__type_params__");
    }

  if (unit->scope->needs_class_dict)
    {
      const char *name = ml_tree_get_name (self->tree, "__classdict__");

      ml_emit (self, location, ML_OP_LOAD_LOCALS, 0);
      ml_emit (self, location, ML_OP_STORE_DEREF, ml_roll_add (&unit->cells, name));
    }
}

static void
end_class_body (MlCompiler *self)
{
  MlUnit *unit = self->unit;

  ml_emit_constant (self, ML_NOWHERE, make_static_attributes (self));
  emit_store (self, ML_NOWHERE, "__static_attributes__");

  if (unit->scope->needs_class_dict)
    {
      const char *name = ml_tree_get_name (self->tree, "__classdict__");

      ml_emit (self, ML_NOWHERE, ML_OP_LOAD_CLOSURE, ml_roll_add (&unit->cells, name));
      emit_store (self, ML_NOWHERE, "__classdictcell__");
    }

  if (unit->scope->needs_class_closure)
    {
      const char *name = ml_tree_get_name (self->tree, "__class__");

      ml_emit (self, ML_NOWHERE, ML_OP_LOAD_CLOSURE, ml_roll_add (&unit->cells, name));
      ml_emit (self, ML_NOWHERE, ML_OP_COPY, 1);
      emit_store (self, ML_NOWHERE, "__classcell__");
    }
  else
    ml_emit_none (self, ML_NOWHERE);

  ml_emit (self, ML_NOWHERE, ML_OP_RETURN_VALUE, 0);
}

/* Leaves the function that makes classes, nothing, the class body's function, the class's name. */
static void
compile_class_body (MlCompiler *self, const MlNode *node, int first_line)
{
  MlLocation location = { first_line, first_line, 0, 0 };
  MlCode *code;

  ml_compiler_enter (self,
                     ML_UNIT_CLASS,
                     ml_symbols_get_scope (self->symbols, node),
                     node->class_def.name,
                     first_line);
  self->unit->class_name = node->class_def.name;

  begin_class_body (self, node, location);
  ml_compile_body (self, location, node->class_def.body);
  end_class_body (self);
  code = ml_compiler_leave (self, TRUE);

  location = ml_node_get_location (node);
  ml_emit (self, location, ML_OP_LOAD_BUILD_CLASS, 0);
  ml_emit (self, location, ML_OP_PUSH_NULL, 0);
  ml_emit_function (self, location, code, 0);
  ml_emit_text (self, location, node->class_def.name);
}

void
ml_compile_class (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *decorators = node->class_def.decorator_list;
  gboolean is_generic = node->class_def.type_params->length > 0;
  MlLocation location = ml_node_get_location (node);
  int first_line = get_first_line (node, decorators);
  const char *base = NULL;

  compile_decorators (self, decorators);

  if (is_generic)
    ml_begin_generic_class (self, node, first_line);
  compile_class_body (self, node, first_line);
  if (is_generic)
    base = ml_emit_generic_base (self, node);

  ml_compile_arguments (self, location, 2, node->class_def.bases, base, node->class_def.keywords);
  if (is_generic)
    ml_end_generic (self, node);

  apply_decorators (self, decorators);
  ml_check_name (self, node, node->class_def.name, ML_CONTEXT_STORE);
  ml_emit_variable (self, location, node->class_def.name, ML_CONTEXT_STORE);
}
