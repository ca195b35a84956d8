/* ml-symbols-statement.c: what statements and patterns do to names */

#include "ml-symbols-private.h"

/* Functions, classes, and their type parameters */

static void
visit_arg_annotations (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    ml_symbols_visit_optional (self, list->items[i]->arg.annotation);
}

static void
visit_annotations (MlSymbols *self, const MlNode *arguments, const MlNode *returns)
{
  visit_arg_annotations (self, arguments->arguments.posonlyargs);
  visit_arg_annotations (self, arguments->arguments.args);
  if (arguments->arguments.vararg != NULL)
    ml_symbols_visit_optional (self, arguments->arguments.vararg->arg.annotation);
  if (arguments->arguments.kwarg != NULL)
    ml_symbols_visit_optional (self, arguments->arguments.kwarg->arg.annotation);
  visit_arg_annotations (self, arguments->arguments.kwonlyargs);
  ml_symbols_visit_optional (self, returns);
}

static gboolean
has_keyword_defaults (const MlNode *arguments)
{
  for (guint i = 0; i < arguments->arguments.kw_defaults->length; i++)
    if (arguments->arguments.kw_defaults->items[i] != NULL)
      return TRUE;

  return FALSE;
}

/* A bound or default is evaluated only when it is asked for: in a scope of its own. */
static void
visit_type_expression (MlSymbols *self, const MlNode *node, const char *name)
{
  gboolean sees_class = ml_symbols_get_current (self)->sees_class;

  if (node == NULL)
    return;

  ml_symbols_enter (self, name, ML_SCOPE_TYPE_VARIABLE, node, node)->sees_class = sees_class;
  if (sees_class)
    ml_symbols_define_special (self, "__classdict__", ML_SYMBOL_USED, node);
  ml_symbols_visit_expression (self, node);
  ml_symbols_leave (self);
}

static void
visit_type_parameter (MlSymbols *self, const MlNode *node)
{
  gboolean is_type_var = node->kind == ML_NODE_TYPE_VAR;
  const char *name = is_type_var ? node->type_var.name : node->param_spec.name;

  ml_symbols_define (self, name, ML_SYMBOL_TYPE_PARAMETER | ML_SYMBOL_LOCAL, node);

  if (is_type_var)
    visit_type_expression (self, node->type_var.bound, name);
  visit_type_expression (
      self, is_type_var ? node->type_var.default_value : node->param_spec.default_value, name);
}

static void
enter_type_parameters (MlSymbols *self,
                       const MlNodeList *list,
                       const char *name,
                       const MlNode *place)
{
  gboolean in_class = ml_symbols_get_current (self)->type == ML_SCOPE_CLASS;

  ml_symbols_enter (self, name, ML_SCOPE_TYPE_PARAMETERS, list, place)->sees_class = in_class;
  if (in_class)
    ml_symbols_define_special (self, "__classdict__", ML_SYMBOL_USED, place);

  if (place->kind == ML_NODE_CLASS_DEF)
    {
      ml_symbols_define_special (self, ".type_params", ML_SYMBOL_LOCAL | ML_SYMBOL_USED, place);
      ml_symbols_define_special (self, ".generic_base", ML_SYMBOL_LOCAL | ML_SYMBOL_USED, place);
    }
}

static void
visit_type_parameters (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    visit_type_parameter (self, list->items[i]);
}

static void
visit_function (MlSymbols *self, const MlNode *node)
{
  const MlNode *arguments = node->function_def.args;
  const MlNodeList *type_params = node->function_def.type_params;

  ml_symbols_define (self, node->function_def.name, ML_SYMBOL_LOCAL, node);
  ml_symbols_visit_defaults (self, arguments);
  ml_symbols_visit_expressions (self, node->function_def.decorator_list);

  if (type_params->length > 0)
    {
      enter_type_parameters (self, type_params, node->function_def.name, node);
      ml_symbols_define_special (self, ".defaults", ML_SYMBOL_PARAMETER, node);
      if (has_keyword_defaults (arguments))
        ml_symbols_define_special (self, ".kwdefaults", ML_SYMBOL_PARAMETER, node);
      visit_type_parameters (self, type_params);
    }

  visit_annotations (self, arguments, node->function_def.returns);

  ml_symbols_enter (self, node->function_def.name, ML_SCOPE_FUNCTION, node, node)->is_coroutine =
      node->kind == ML_NODE_ASYNC_FUNCTION_DEF;
  ml_symbols_visit_arguments (self, arguments);
  ml_symbols_visit_statements (self, node->function_def.body);
  ml_symbols_leave (self);

  if (type_params->length > 0)
    ml_symbols_leave (self);
}

static void
visit_class (MlSymbols *self, const MlNode *node)
{
  const MlNodeList *type_params = node->class_def.type_params;
  const char *outer_class = self->class_name;

  ml_symbols_define (self, node->class_def.name, ML_SYMBOL_LOCAL, node);
  ml_symbols_visit_expressions (self, node->class_def.decorator_list);

  if (type_params->length > 0)
    {
      enter_type_parameters (self, type_params, node->class_def.name, node);
      visit_type_parameters (self, type_params);
    }

  ml_symbols_visit_expressions (self, node->class_def.bases);
  for (guint i = 0; i < node->class_def.keywords->length; i++)
    ml_symbols_visit_expression (self, node->class_def.keywords->items[i]->keyword.value);

  ml_symbols_enter (self, node->class_def.name, ML_SCOPE_CLASS, node, node);
  self->class_name = node->class_def.name;
  if (type_params->length > 0)
    {
      ml_symbols_define_special (self, "__type_params__", ML_SYMBOL_LOCAL, node);
      ml_symbols_define_special (self, ".type_params", ML_SYMBOL_USED, node);
    }
  ml_symbols_visit_statements (self, node->class_def.body);
  ml_symbols_leave (self);

  if (type_params->length > 0)
    ml_symbols_leave (self);
  self->class_name = outer_class;
}

static void
visit_type_alias (MlSymbols *self, const MlNode *node)
{
  const MlNodeList *type_params = node->type_alias.type_params;
  const char *name = node->type_alias.name->name.id;
  gboolean in_class = ml_symbols_get_current (self)->type == ML_SCOPE_CLASS;

  ml_symbols_visit_expression (self, node->type_alias.name);

  if (type_params->length > 0)
    {
      enter_type_parameters (self, type_params, name, node);
      visit_type_parameters (self, type_params);
    }

  ml_symbols_enter (self, name, ML_SCOPE_TYPE_ALIAS, node, node)->sees_class = in_class;
  if (in_class)
    ml_symbols_define_special (self, "__classdict__", ML_SYMBOL_USED, node->type_alias.value);
  ml_symbols_visit_expression (self, node->type_alias.value);
  ml_symbols_leave (self);

  if (type_params->length > 0)
    ml_symbols_leave (self);
}

/* Patterns */

static void visit_pattern (MlSymbols *self, const MlNode *node);

static void
visit_patterns (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    visit_pattern (self, list->items[i]);
}

static void
define_capture (MlSymbols *self, const char *name, const MlNode *place)
{
  if (name != NULL)
    ml_symbols_define (self, name, ML_SYMBOL_LOCAL, place);
}

static void
visit_pattern (MlSymbols *self, const MlNode *node)
{
  if (!ml_symbols_go_deeper (self))
    return;

  switch (node->kind)
    {
    case ML_NODE_MATCH_VALUE:
      ml_symbols_visit_expression (self, node->match_value.value);
      break;

    case ML_NODE_MATCH_SEQUENCE:
    case ML_NODE_MATCH_OR:
      visit_patterns (self, node->match_sequence.patterns);
      break;

    case ML_NODE_MATCH_MAPPING:
      ml_symbols_visit_expressions (self, node->match_mapping.keys);
      visit_patterns (self, node->match_mapping.patterns);
      define_capture (self, node->match_mapping.rest, node);
      break;

    case ML_NODE_MATCH_CLASS:
      ml_symbols_visit_expression (self, node->match_class.cls);
      visit_patterns (self, node->match_class.patterns);
      visit_patterns (self, node->match_class.kwd_patterns);
      break;

    case ML_NODE_MATCH_STAR:
      define_capture (self, node->match_star.name, node);
      break;

    case ML_NODE_MATCH_AS:
      if (node->match_as.pattern != NULL)
        visit_pattern (self, node->match_as.pattern);
      define_capture (self, node->match_as.name, node);
      break;

    default:
      break;
    }

  self->depth--;
}

/* Statements */

static void
visit_annotated_assignment (MlSymbols *self, const MlNode *node)
{
  const MlNode *target = node->ann_assign.target;

  if (target->kind == ML_NODE_NAME)
    {
      const char *name = target->name.id;
      guint flags = ml_symbols_get_flags (self, ml_symbols_get_current (self), name);

      if ((flags & (ML_SYMBOL_GLOBAL | ML_SYMBOL_NONLOCAL)) &&
          ml_symbols_get_current (self) != self->module && node->ann_assign.simple)
        ml_symbols_fail (self,
                         node,
                         "annotated name '%s' can't be %s",
                         name,
                         flags & ML_SYMBOL_GLOBAL ? "global" : "nonlocal");

      if (node->ann_assign.simple)
        ml_symbols_define (self, name, ML_SYMBOL_ANNOTATED | ML_SYMBOL_LOCAL, target);
      else if (node->ann_assign.value != NULL)
        ml_symbols_define (self, name, ML_SYMBOL_LOCAL, target);
    }
  else
    {
      ml_symbols_visit_expression (self, target);
    }

  ml_symbols_visit_expression (self, node->ann_assign.annotation);
  ml_symbols_visit_optional (self, node->ann_assign.value);
}

static void
visit_directive (MlSymbols *self, const MlNode *node)
{
  gboolean is_global = node->kind == ML_NODE_GLOBAL;
  const char *word = is_global ? "global" : "nonlocal";

  for (guint i = 0; i < node->global.names->length; i++)
    {
      const char *name = node->global.names->items[i];
      guint flags = ml_symbols_get_flags (self, ml_symbols_get_current (self), name);

      if (flags & ML_SYMBOL_PARAMETER)
        ml_symbols_fail (self, node, "name '%s' is parameter and %s", name, word);
      else if (flags & ML_SYMBOL_USED)
        ml_symbols_fail (self, node, "name '%s' is used prior to %s declaration", name, word);
      else if (flags & ML_SYMBOL_ANNOTATED)
        ml_symbols_fail (self, node, "annotated name '%s' can't be %s", name, word);
      else if (flags & ML_SYMBOL_LOCAL)
        ml_symbols_fail (self, node, "name '%s' is assigned to before %s declaration", name, word);

      ml_symbols_define (self, name, is_global ? ML_SYMBOL_GLOBAL : ML_SYMBOL_NONLOCAL, node);
      ml_symbols_note_directive (self, name, node);
    }
}

static void
visit_aliases (MlSymbols *self, const MlNodeList *aliases)
{
  for (guint i = 0; i < aliases->length; i++)
    {
      const MlNode *alias = aliases->items[i];
      const char *name = alias->alias.asname != NULL ? alias->alias.asname : alias->alias.name;

      if (strcmp (name, "*") != 0)
        ml_symbols_define (
            self, ml_tree_intern (self->tree, name, strcspn (name, ".")), ML_SYMBOL_IMPORT, alias);
      else if (ml_symbols_get_current (self)->type != ML_SCOPE_MODULE)
        ml_symbols_fail (self, alias, "import * only allowed at module level");
    }
}

static void
visit_try (MlSymbols *self, const MlNode *node)
{
  ml_symbols_visit_statements (self, node->try.body);
  ml_symbols_visit_statements (self, node->try.orelse);

  for (guint i = 0; i < node->try.handlers->length; i++)
    {
      const MlNode *handler = node->try.handlers->items[i];

      ml_symbols_visit_optional (self, handler->except_handler.type);
      define_capture (self, handler->except_handler.name, handler);
      ml_symbols_visit_statements (self, handler->except_handler.body);
    }

  ml_symbols_visit_statements (self, node->try.finalbody);
}

static void
visit_with (MlSymbols *self, const MlNode *node)
{
  for (guint i = 0; i < node->with.items->length; i++)
    {
      ml_symbols_visit_expression (self, node->with.items->items[i]->with_item.context_expr);
      ml_symbols_visit_optional (self, node->with.items->items[i]->with_item.optional_vars);
    }

  ml_symbols_visit_statements (self, node->with.body);
}

static void
visit_match (MlSymbols *self, const MlNode *node)
{
  ml_symbols_visit_expression (self, node->match.subject);

  for (guint i = 0; i < node->match.cases->length; i++)
    {
      const MlNode *match_case = node->match.cases->items[i];

      visit_pattern (self, match_case->match_case.pattern);
      ml_symbols_visit_optional (self, match_case->match_case.guard);
      ml_symbols_visit_statements (self, match_case->match_case.body);
    }
}

static void
visit_compound_statement (MlSymbols *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_FOR:
    case ML_NODE_ASYNC_FOR:
      ml_symbols_visit_expression (self, node->for_.target);
      ml_symbols_visit_expression (self, node->for_.iter);
      ml_symbols_visit_statements (self, node->for_.body);
      ml_symbols_visit_statements (self, node->for_.orelse);
      break;

    case ML_NODE_WHILE:
      ml_symbols_visit_expression (self, node->while_.test);
      ml_symbols_visit_statements (self, node->while_.body);
      ml_symbols_visit_statements (self, node->while_.orelse);
      break;

    case ML_NODE_IF:
      ml_symbols_visit_expression (self, node->if_.test);
      ml_symbols_visit_statements (self, node->if_.body);
      ml_symbols_visit_statements (self, node->if_.orelse);
      break;

    case ML_NODE_WITH:
    case ML_NODE_ASYNC_WITH:
      visit_with (self, node);
      break;

    case ML_NODE_MATCH:
      visit_match (self, node);
      break;

    case ML_NODE_TRY:
    case ML_NODE_TRY_STAR:
      visit_try (self, node);
      break;

    default:
      break;
    }
}

static void
visit_simple_statement (MlSymbols *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_RETURN:
      ml_symbols_visit_optional (self, node->return_.value);
      if (node->return_.value != NULL)
        ml_symbols_get_current (self)->returns_value = TRUE;
      break;

    case ML_NODE_DELETE:
      ml_symbols_visit_expressions (self, node->delete.targets);
      break;

    case ML_NODE_ASSIGN:
      ml_symbols_visit_expressions (self, node->assign.targets);
      ml_symbols_visit_expression (self, node->assign.value);
      break;

    case ML_NODE_AUG_ASSIGN:
      ml_symbols_visit_expression (self, node->aug_assign.target);
      ml_symbols_visit_expression (self, node->aug_assign.value);
      break;

    case ML_NODE_RAISE:
      ml_symbols_visit_optional (self, node->raise.exc);
      ml_symbols_visit_optional (self, node->raise.cause);
      break;

    case ML_NODE_ASSERT:
      ml_symbols_visit_expression (self, node->assert_.test);
      ml_symbols_visit_optional (self, node->assert_.msg);
      break;

    case ML_NODE_EXPR:
      ml_symbols_visit_expression (self, node->expr.value);
      break;

    default:
      visit_compound_statement (self, node);
      break;
    }
}

static void
visit_statement (MlSymbols *self, const MlNode *node)
{
  if (!ml_symbols_go_deeper (self))
    return;

  switch (node->kind)
    {
    case ML_NODE_FUNCTION_DEF:
    case ML_NODE_ASYNC_FUNCTION_DEF:
      visit_function (self, node);
      break;

    case ML_NODE_CLASS_DEF:
      visit_class (self, node);
      break;

    case ML_NODE_TYPE_ALIAS:
      visit_type_alias (self, node);
      break;

    case ML_NODE_ANN_ASSIGN:
      visit_annotated_assignment (self, node);
      break;

    case ML_NODE_GLOBAL:
    case ML_NODE_NONLOCAL:
      visit_directive (self, node);
      break;

    case ML_NODE_IMPORT:
      visit_aliases (self, node->import.names);
      break;

    case ML_NODE_IMPORT_FROM:
      visit_aliases (self, node->import_from.names);
      break;

    default:
      visit_simple_statement (self, node);
      break;
    }

  self->depth--;
}

void
ml_symbols_visit_statements (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    visit_statement (self, list->items[i]);
}
