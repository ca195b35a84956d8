/* ml-symbols-expression.c: what expressions do to names */

#include "ml-symbols-private.h"

#include <string.h>

void
ml_symbols_visit_expressions (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    if (list->items[i] != NULL)
      ml_symbols_visit_expression (self, list->items[i]);
}

void
ml_symbols_visit_optional (MlSymbols *self, const MlNode *node)
{
  if (node != NULL)
    ml_symbols_visit_expression (self, node);
}

/* Functions */

static void
define_parameters (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    ml_symbols_define (self, list->items[i]->arg.arg, ML_SYMBOL_PARAMETER, list->items[i]);
}

void
ml_symbols_visit_arguments (MlSymbols *self, const MlNode *node)
{
  MlScope *scope = ml_symbols_get_current (self);

  define_parameters (self, node->arguments.posonlyargs);
  define_parameters (self, node->arguments.args);
  define_parameters (self, node->arguments.kwonlyargs);

  if (node->arguments.vararg != NULL)
    {
      ml_symbols_define (
          self, node->arguments.vararg->arg.arg, ML_SYMBOL_PARAMETER, node->arguments.vararg);
      scope->has_varargs = TRUE;
    }

  if (node->arguments.kwarg != NULL)
    {
      ml_symbols_define (
          self, node->arguments.kwarg->arg.arg, ML_SYMBOL_PARAMETER, node->arguments.kwarg);
      scope->has_varkeywords = TRUE;
    }
}

void
ml_symbols_visit_defaults (MlSymbols *self, const MlNode *arguments)
{
  ml_symbols_visit_expressions (self, arguments->arguments.defaults);
  ml_symbols_visit_expressions (self, arguments->arguments.kw_defaults);
}

static void
visit_lambda (MlSymbols *self, const MlNode *node)
{
  ml_symbols_visit_defaults (self, node->lambda.args);
  ml_symbols_enter (self, ml_tree_get_name (self->tree, "lambda"), ML_SCOPE_FUNCTION, node, node);
  ml_symbols_visit_arguments (self, node->lambda.args);
  ml_symbols_visit_expression (self, node->lambda.body);
  ml_symbols_leave (self);
}

/* Comprehensions and assignment expressions */

static void
visit_target (MlSymbols *self, const MlNode *target)
{
  MlScope *scope = ml_symbols_get_current (self);

  scope->in_target = TRUE;
  ml_symbols_visit_expression (self, target);
  scope->in_target = FALSE;
}

static void
visit_iterable (MlSymbols *self, const MlNode *iterable)
{
  MlScope *scope = ml_symbols_get_current (self);

  scope->iterable_depth++;
  ml_symbols_visit_expression (self, iterable);
  scope->iterable_depth--;
}

static void
visit_generators (MlSymbols *self, const MlNodeList *generators)
{
  MlScope *scope = ml_symbols_get_current (self);

  for (guint i = 0; i < generators->length; i++)
    {
      const MlNode *generator = generators->items[i];

      visit_target (self, generator->comprehension.target);
      if (i > 0)
        visit_iterable (self, generator->comprehension.iter);
      ml_symbols_visit_expressions (self, generator->comprehension.ifs);

      if (generator->comprehension.is_async)
        scope->is_coroutine = TRUE;
    }
}

/* The first iterable belongs to the outer scope; the rest is one of its own. */
static void
visit_comprehension (MlSymbols *self,
                     const MlNode *node,
                     MlComprehension type,
                     const char *name,
                     const MlNodeList *generators,
                     const MlNode *element,
                     const MlNode *value)
{
  gboolean is_generator = type == ML_COMPREHENSION_GENERATOR, is_async;
  MlScope *scope;

  visit_iterable (self, generators->items[0]->comprehension.iter);

  scope =
      ml_symbols_enter (self, ml_tree_get_name (self->tree, name), ML_SCOPE_FUNCTION, node, node);
  scope->comprehension = type;
  ml_symbols_define_special (self, ".0", ML_SYMBOL_PARAMETER, node);
  visit_generators (self, generators);
  ml_symbols_visit_optional (self, value);
  ml_symbols_visit_expression (self, element);
  scope->is_generator = is_generator;
  is_async = scope->is_coroutine && !is_generator;
  ml_symbols_leave (self);

  if (is_async)
    ml_symbols_get_current (self)->is_coroutine = TRUE;
}

/* What the scope around a comprehension is called in an error; NULL where := may bind. */
static const char *
find_place_without_binding (MlScopeType type)
{
  switch (type)
    {
    case ML_SCOPE_CLASS:
      return "in a class body";
    case ML_SCOPE_TYPE_PARAMETERS:
      return "within the definition of a generic";
    case ML_SCOPE_TYPE_ALIAS:
      return "in a type alias";
    case ML_SCOPE_TYPE_VARIABLE:
      return "in a TypeVar bound";
    default:
      return NULL;
    }
}

/* The scope around all comprehensions. A name that one of them iterates over is not rebound. */
static MlScope *
leave_comprehensions (MlSymbols *self, const MlNode *target)
{
  const char *name = target->name.id;
  MlScope *scope = ml_symbols_get_current (self);

  for (guint i = self->stack->len; i-- > 0;)
    {
      guint flags;

      scope = self->stack->pdata[i];
      flags = ml_symbols_get_flags (self, scope, name);
      if (scope->comprehension == ML_COMPREHENSION_NONE)
        break;

      if ((flags & ML_SYMBOL_ITERATED) && (flags & ML_SYMBOL_LOCAL))
        ml_symbols_fail (
            self,
            target,
            "assignment expression cannot rebind comprehension iteration variable '%s'",
            name);
    }

  return scope;
}

/* `name := value` inside of a comprehension binds outside of it. */
static void
bind_outside_comprehensions (MlSymbols *self, const MlNode *target)
{
  const char *name = target->name.id;
  MlScope *scope = leave_comprehensions (self, target);
  const char *place = find_place_without_binding (scope->type);
  gboolean in_module = scope->type == ML_SCOPE_MODULE;
  gboolean is_global = in_module || ml_symbols_get_flags (self, scope, name) & ML_SYMBOL_GLOBAL;

  if (place != NULL)
    {
      ml_symbols_fail (
          self, target, "assignment expression within a comprehension cannot be used %s", place);
      return;
    }

  ml_symbols_define (self, name, is_global ? ML_SYMBOL_GLOBAL : ML_SYMBOL_NONLOCAL, target);
  ml_symbols_note_directive (self, name, target);
  ml_symbols_define_in (self, scope, name, in_module ? ML_SYMBOL_GLOBAL : ML_SYMBOL_LOCAL, target);
}

/* What binds or suspends may not stand where evaluation is put off. */
static void
forbid_in_type_scope (MlSymbols *self, const MlNode *node, const char *what)
{
  switch (ml_symbols_get_current (self)->type)
    {
    case ML_SCOPE_TYPE_VARIABLE:
      ml_symbols_fail (self, node, "%s cannot be used within a TypeVar bound", what);
      break;

    case ML_SCOPE_TYPE_ALIAS:
      ml_symbols_fail (self, node, "%s cannot be used within a type alias", what);
      break;

    case ML_SCOPE_TYPE_PARAMETERS:
      ml_symbols_fail (self, node, "%s cannot be used within the definition of a generic", what);
      break;

    default:
      break;
    }
}

static void
visit_named_expression (MlSymbols *self, const MlNode *node)
{
  forbid_in_type_scope (self, node, "named expression");

  if (ml_symbols_get_current (self)->iterable_depth > 0)
    ml_symbols_fail (
        self, node, "assignment expression cannot be used in a comprehension iterable expression");

  if (ml_symbols_get_current (self)->comprehension != ML_COMPREHENSION_NONE)
    bind_outside_comprehensions (self, node->named_expr.target);

  ml_symbols_visit_expression (self, node->named_expr.value);
  ml_symbols_visit_expression (self, node->named_expr.target);
}

static void
visit_yield (MlSymbols *self, const MlNode *node)
{
  static const char *const messages[] = {
    [ML_COMPREHENSION_LIST] = "'yield' inside list comprehension",
    [ML_COMPREHENSION_DICT] = "'yield' inside dict comprehension",
    [ML_COMPREHENSION_SET] = "'yield' inside set comprehension",
    [ML_COMPREHENSION_GENERATOR] = "'yield' inside generator expression",
  };
  MlScope *scope = ml_symbols_get_current (self);

  forbid_in_type_scope (self, node, "yield expression");
  ml_symbols_visit_optional (self, node->yield.value);
  scope->is_generator = TRUE;

  if (scope->comprehension != ML_COMPREHENSION_NONE)
    ml_symbols_fail (self, node, "%s", messages[scope->comprehension]);
}

static void
visit_name (MlSymbols *self, const MlNode *node)
{
  gboolean loads = node->name.ctx == ML_CONTEXT_LOAD;

  ml_symbols_define (self, node->name.id, loads ? ML_SYMBOL_USED : ML_SYMBOL_LOCAL, node);

  /* A method that calls super() uses __class__. */
  if (loads && ml_scope_is_function_like (ml_symbols_get_current (self)) &&
      strcmp (node->name.id, "super") == 0)
    ml_symbols_define_special (self, "__class__", ML_SYMBOL_USED, node);
}

static void
visit_await (MlSymbols *self, const MlNode *node)
{
  forbid_in_type_scope (self, node, "await expression");
  ml_symbols_visit_expression (self, node->await.value);
  ml_symbols_get_current (self)->is_coroutine = TRUE;
}

static void
visit_call (MlSymbols *self, const MlNode *node)
{
  ml_symbols_visit_expression (self, node->call.func);
  ml_symbols_visit_expressions (self, node->call.args);
  for (guint i = 0; i < node->call.keywords->length; i++)
    ml_symbols_visit_expression (self, node->call.keywords->items[i]->keyword.value);
}

static void
visit_compound_expression (MlSymbols *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_LIST_COMP:
      visit_comprehension (self,
                           node,
                           ML_COMPREHENSION_LIST,
                           "listcomp",
                           node->list_comp.generators,
                           node->list_comp.elt,
                           NULL);
      break;

    case ML_NODE_SET_COMP:
      visit_comprehension (self,
                           node,
                           ML_COMPREHENSION_SET,
                           "setcomp",
                           node->list_comp.generators,
                           node->list_comp.elt,
                           NULL);
      break;

    case ML_NODE_GENERATOR_EXP:
      visit_comprehension (self,
                           node,
                           ML_COMPREHENSION_GENERATOR,
                           "genexpr",
                           node->list_comp.generators,
                           node->list_comp.elt,
                           NULL);
      break;

    case ML_NODE_DICT_COMP:
      visit_comprehension (self,
                           node,
                           ML_COMPREHENSION_DICT,
                           "dictcomp",
                           node->dict_comp.generators,
                           node->dict_comp.key,
                           node->dict_comp.value);
      break;

    case ML_NODE_DICT:
      ml_symbols_visit_expressions (self, node->dict.keys);
      ml_symbols_visit_expressions (self, node->dict.values);
      break;

    case ML_NODE_SLICE:
      ml_symbols_visit_optional (self, node->slice.lower);
      ml_symbols_visit_optional (self, node->slice.upper);
      ml_symbols_visit_optional (self, node->slice.step);
      break;

    case ML_NODE_IF_EXP:
      ml_symbols_visit_expression (self, node->if_exp.test);
      ml_symbols_visit_expression (self, node->if_exp.body);
      ml_symbols_visit_expression (self, node->if_exp.orelse);
      break;

    case ML_NODE_FORMATTED_VALUE:
      ml_symbols_visit_expression (self, node->formatted_value.value);
      ml_symbols_visit_optional (self, node->formatted_value.format_spec);
      break;

    default:
      break;
    }
}

static void
visit_plain_expression (MlSymbols *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_BOOL_OP:
      ml_symbols_visit_expressions (self, node->bool_op.values);
      break;

    case ML_NODE_BIN_OP:
      ml_symbols_visit_expression (self, node->bin_op.left);
      ml_symbols_visit_expression (self, node->bin_op.right);
      break;

    case ML_NODE_UNARY_OP:
      ml_symbols_visit_expression (self, node->unary_op.operand);
      break;

    case ML_NODE_SET:
      ml_symbols_visit_expressions (self, node->set.elts);
      break;

    case ML_NODE_COMPARE:
      ml_symbols_visit_expression (self, node->compare.left);
      ml_symbols_visit_expressions (self, node->compare.comparators);
      break;

    case ML_NODE_JOINED_STR:
      ml_symbols_visit_expressions (self, node->joined_str.values);
      break;

    case ML_NODE_ATTRIBUTE:
      ml_symbols_visit_expression (self, node->attribute.value);
      break;

    case ML_NODE_SUBSCRIPT:
      ml_symbols_visit_expression (self, node->subscript.value);
      ml_symbols_visit_expression (self, node->subscript.slice);
      break;

    case ML_NODE_STARRED:
      ml_symbols_visit_expression (self, node->starred.value);
      break;

    case ML_NODE_LIST:
    case ML_NODE_TUPLE:
      ml_symbols_visit_expressions (self, node->list.elts);
      break;

    default:
      visit_compound_expression (self, node);
      break;
    }
}

void
ml_symbols_visit_expression (MlSymbols *self, const MlNode *node)
{
  if (!ml_symbols_go_deeper (self))
    return;

  switch (node->kind)
    {
    case ML_NODE_NAME:
      visit_name (self, node);
      break;

    case ML_NODE_CALL:
      visit_call (self, node);
      break;

    case ML_NODE_LAMBDA:
      visit_lambda (self, node);
      break;

    case ML_NODE_NAMED_EXPR:
      visit_named_expression (self, node);
      break;

    case ML_NODE_YIELD:
    case ML_NODE_YIELD_FROM:
      visit_yield (self, node);
      break;

    case ML_NODE_AWAIT:
      visit_await (self, node);
      break;

    default:
      visit_plain_expression (self, node);
      break;
    }

  self->depth--;
}
