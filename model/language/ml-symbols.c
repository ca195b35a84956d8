/* ml-symbols.c: what each scope does to each name */

#include "ml-symbols.h"

#include <string.h>

#include "ml-exception.h"

/* As deep as CPython goes. */
#define MAX_DEPTH 10000

static void visit_expression (MlSymbols *self, const MlNode *node);
static void visit_statements (MlSymbols *self, const MlNodeList *list);

gboolean
ml_scope_is_function_like (const MlScope *self)
{
  return self->type >= ML_SCOPE_FUNCTION;
}

MlSymbol *
ml_scope_find (const MlScope *self, const char *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

MlBinding
ml_scope_get_binding (const MlScope *self, const char *name)
{
  const MlSymbol *symbol = ml_scope_find (self, name);

  return symbol == NULL ? ML_BINDING_NONE : symbol->binding;
}

MlSymbol *
ml_scope_add (MlScope *self, const char *name, guint flags)
{
  MlSymbol *symbol = ml_scope_find (self, name);

  if (symbol == NULL)
    {
      symbol = g_new0 (MlSymbol, 1);
      symbol->name = name;
      g_ptr_array_add (self->symbols, symbol);
      g_hash_table_insert (self->by_name, (gpointer) name, symbol);
    }

  symbol->flags |= flags;

  return symbol;
}

const char *
ml_tree_get_name (MlTree *tree, const char *name)
{
  return ml_tree_intern (tree, name, strlen (name));
}

const char *
ml_mangle (MlTree *tree, const char *class_name, const char *name)
{
  g_autofree char *mangled = NULL;

  if (class_name == NULL || !g_str_has_prefix (name, "__") || g_str_has_suffix (name, "__") ||
      strchr (name, '.') != NULL)
    return name;

  class_name += strspn (class_name, "_");
  if (*class_name == '\0')
    return name;

  mangled = g_strconcat ("_", class_name, name, NULL);

  return ml_tree_get_name (tree, mangled);
}

MlSyntaxError *
ml_node_make_error (const MlNode *node, char *message)
{
  MlSyntaxError *error = ml_syntax_error_new (ML_SYNTAX_ERROR, message, NULL);

  error->first_line = 1;
  error->line = node->start.line;
  error->offset = node->start.column + 1;
  error->end_line = node->end.line;
  error->end_offset = node->end.column + 1;

  return error;
}

void
ml_symbols_fail (MlSymbols *self, const MlNode *node, const char *format, ...)
{
  va_list args;

  if (self->error != NULL)
    return;

  va_start (args, format);
  self->error = ml_node_make_error (node, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
scope_free (gpointer data)
{
  MlScope *self = data;

  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->symbols);
  g_ptr_array_unref (self->parameters);
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->directives);
  g_free (self);
}

static MlScope *
get_current (MlSymbols *self)
{
  return self->stack->pdata[self->stack->len - 1];
}

static MlScope *
enter_scope (MlSymbols *self,
             const char *name,
             MlScopeType type,
             gconstpointer key,
             const MlNode *place)
{
  MlScope *scope = g_new0 (MlScope, 1);

  scope->type = type;
  scope->name = name;
  scope->place = place;
  scope->symbols = g_ptr_array_new_with_free_func (g_free);
  scope->by_name = g_hash_table_new (NULL, NULL);
  scope->parameters = g_ptr_array_new ();
  scope->children = g_ptr_array_new ();
  scope->directives = g_ptr_array_new ();

  if (self->stack->len > 0)
    {
      MlScope *outer = get_current (self);

      scope->is_nested = outer->is_nested || ml_scope_is_function_like (outer);
      g_ptr_array_add (outer->children, scope);
    }

  g_ptr_array_add (self->scopes, scope);
  g_ptr_array_add (self->stack, scope);
  g_hash_table_insert (self->by_node, (gpointer) key, scope);

  return scope;
}

static void
leave_scope (MlSymbols *self)
{
  g_ptr_array_set_size (self->stack, self->stack->len - 1);
}

static guint
get_flags (MlSymbols *self, MlScope *scope, const char *name)
{
  const MlSymbol *symbol = ml_scope_find (scope, ml_mangle (self->tree, self->class_name, name));

  return symbol == NULL ? 0 : symbol->flags;
}

static void
define_in (MlSymbols *self, MlScope *scope, const char *name, guint flag, const MlNode *place)
{
  const char *mangled = ml_mangle (self->tree, self->class_name, name);
  const MlSymbol *known = ml_scope_find (scope, mangled);
  guint old = known == NULL ? 0 : known->flags;

  if (flag & old & ML_SYMBOL_PARAMETER)
    ml_symbols_fail (self, place, "duplicate argument '%s' in function definition", name);
  else if (flag & old & ML_SYMBOL_TYPE_PARAMETER)
    ml_symbols_fail (self, place, "duplicate type parameter '%s'", name);

  if (scope->in_target)
    {
      if ((flag | old) & (ML_SYMBOL_GLOBAL | ML_SYMBOL_NONLOCAL))
        ml_symbols_fail (self,
                         place,
                         "comprehension inner loop cannot rebind assignment expression target '%s'",
                         name);
      flag |= ML_SYMBOL_ITERATED;
    }

  ml_scope_add (scope, mangled, flag);

  if (flag & ML_SYMBOL_PARAMETER)
    g_ptr_array_add (scope->parameters, (gpointer) mangled);
  else if (flag & ML_SYMBOL_GLOBAL)
    ml_scope_add (self->module, mangled, ML_SYMBOL_GLOBAL);
}

static void
define (MlSymbols *self, const char *name, guint flag, const MlNode *place)
{
  define_in (self, get_current (self), name, flag, place);
}

/* The same for a name of the interpreter's own. */
static void
define_special (MlSymbols *self, const char *name, guint flag, const MlNode *place)
{
  define (self, ml_tree_get_name (self->tree, name), flag, place);
}

static void
visit_expressions (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    if (list->items[i] != NULL)
      visit_expression (self, list->items[i]);
}

static void
visit_optional (MlSymbols *self, const MlNode *node)
{
  if (node != NULL)
    visit_expression (self, node);
}

static void
note_directive (MlSymbols *self, const char *name, const MlNode *place)
{
  MlScope *scope = get_current (self);

  g_ptr_array_add (scope->directives, (gpointer) ml_mangle (self->tree, self->class_name, name));
  g_ptr_array_add (scope->directives, (gpointer) place);
}

/* Functions */

static void
define_parameters (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    define (self, list->items[i]->arg.arg, ML_SYMBOL_PARAMETER, list->items[i]);
}

static void
visit_arguments (MlSymbols *self, const MlNode *node)
{
  MlScope *scope = get_current (self);

  define_parameters (self, node->arguments.posonlyargs);
  define_parameters (self, node->arguments.args);
  define_parameters (self, node->arguments.kwonlyargs);

  if (node->arguments.vararg != NULL)
    {
      define (self, node->arguments.vararg->arg.arg, ML_SYMBOL_PARAMETER, node->arguments.vararg);
      scope->has_varargs = TRUE;
    }

  if (node->arguments.kwarg != NULL)
    {
      define (self, node->arguments.kwarg->arg.arg, ML_SYMBOL_PARAMETER, node->arguments.kwarg);
      scope->has_varkeywords = TRUE;
    }
}

static void
visit_defaults (MlSymbols *self, const MlNode *arguments)
{
  visit_expressions (self, arguments->arguments.defaults);
  visit_expressions (self, arguments->arguments.kw_defaults);
}

static void
visit_arg_annotations (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    visit_optional (self, list->items[i]->arg.annotation);
}

static void
visit_annotations (MlSymbols *self, const MlNode *arguments, const MlNode *returns)
{
  visit_arg_annotations (self, arguments->arguments.posonlyargs);
  visit_arg_annotations (self, arguments->arguments.args);
  if (arguments->arguments.vararg != NULL)
    visit_optional (self, arguments->arguments.vararg->arg.annotation);
  if (arguments->arguments.kwarg != NULL)
    visit_optional (self, arguments->arguments.kwarg->arg.annotation);
  visit_arg_annotations (self, arguments->arguments.kwonlyargs);
  visit_optional (self, returns);
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
  gboolean sees_class = get_current (self)->sees_class;

  if (node == NULL)
    return;

  enter_scope (self, name, ML_SCOPE_TYPE_VARIABLE, node, node)->sees_class = sees_class;
  if (sees_class)
    define_special (self, "__classdict__", ML_SYMBOL_USED, node);
  visit_expression (self, node);
  leave_scope (self);
}

static void
visit_type_parameter (MlSymbols *self, const MlNode *node)
{
  gboolean is_type_var = node->kind == ML_NODE_TYPE_VAR;
  const char *name = is_type_var ? node->type_var.name : node->param_spec.name;

  define (self, name, ML_SYMBOL_TYPE_PARAMETER | ML_SYMBOL_LOCAL, node);

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
  gboolean in_class = get_current (self)->type == ML_SCOPE_CLASS;

  enter_scope (self, name, ML_SCOPE_TYPE_PARAMETERS, list, place)->sees_class = in_class;
  if (in_class)
    define_special (self, "__classdict__", ML_SYMBOL_USED, place);

  if (place->kind == ML_NODE_CLASS_DEF)
    {
      define_special (self, ".type_params", ML_SYMBOL_LOCAL | ML_SYMBOL_USED, place);
      define_special (self, ".generic_base", ML_SYMBOL_LOCAL | ML_SYMBOL_USED, place);
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

  define (self, node->function_def.name, ML_SYMBOL_LOCAL, node);
  visit_defaults (self, arguments);
  visit_expressions (self, node->function_def.decorator_list);

  if (type_params->length > 0)
    {
      enter_type_parameters (self, type_params, node->function_def.name, node);
      define_special (self, ".defaults", ML_SYMBOL_PARAMETER, node);
      if (has_keyword_defaults (arguments))
        define_special (self, ".kwdefaults", ML_SYMBOL_PARAMETER, node);
      visit_type_parameters (self, type_params);
    }

  visit_annotations (self, arguments, node->function_def.returns);

  enter_scope (self, node->function_def.name, ML_SCOPE_FUNCTION, node, node)->is_coroutine =
      node->kind == ML_NODE_ASYNC_FUNCTION_DEF;
  visit_arguments (self, arguments);
  visit_statements (self, node->function_def.body);
  leave_scope (self);

  if (type_params->length > 0)
    leave_scope (self);
}

static void
visit_lambda (MlSymbols *self, const MlNode *node)
{
  visit_defaults (self, node->lambda.args);
  enter_scope (self, ml_tree_get_name (self->tree, "lambda"), ML_SCOPE_FUNCTION, node, node);
  visit_arguments (self, node->lambda.args);
  visit_expression (self, node->lambda.body);
  leave_scope (self);
}

static void
visit_class (MlSymbols *self, const MlNode *node)
{
  const MlNodeList *type_params = node->class_def.type_params;
  const char *outer_class = self->class_name;

  define (self, node->class_def.name, ML_SYMBOL_LOCAL, node);
  visit_expressions (self, node->class_def.decorator_list);

  if (type_params->length > 0)
    {
      enter_type_parameters (self, type_params, node->class_def.name, node);
      visit_type_parameters (self, type_params);
    }

  visit_expressions (self, node->class_def.bases);
  for (guint i = 0; i < node->class_def.keywords->length; i++)
    visit_expression (self, node->class_def.keywords->items[i]->keyword.value);

  enter_scope (self, node->class_def.name, ML_SCOPE_CLASS, node, node);
  self->class_name = node->class_def.name;
  if (type_params->length > 0)
    {
      define_special (self, "__type_params__", ML_SYMBOL_LOCAL, node);
      define_special (self, ".type_params", ML_SYMBOL_USED, node);
    }
  visit_statements (self, node->class_def.body);
  leave_scope (self);

  if (type_params->length > 0)
    leave_scope (self);
  self->class_name = outer_class;
}

static void
visit_type_alias (MlSymbols *self, const MlNode *node)
{
  const MlNodeList *type_params = node->type_alias.type_params;
  const char *name = node->type_alias.name->name.id;
  gboolean in_class = get_current (self)->type == ML_SCOPE_CLASS;

  visit_expression (self, node->type_alias.name);

  if (type_params->length > 0)
    {
      enter_type_parameters (self, type_params, name, node);
      visit_type_parameters (self, type_params);
    }

  enter_scope (self, name, ML_SCOPE_TYPE_ALIAS, node, node)->sees_class = in_class;
  if (in_class)
    define_special (self, "__classdict__", ML_SYMBOL_USED, node->type_alias.value);
  visit_expression (self, node->type_alias.value);
  leave_scope (self);

  if (type_params->length > 0)
    leave_scope (self);
}

/* Comprehensions and assignment expressions */

static void
visit_target (MlSymbols *self, const MlNode *target)
{
  MlScope *scope = get_current (self);

  scope->in_target = TRUE;
  visit_expression (self, target);
  scope->in_target = FALSE;
}

static void
visit_iterable (MlSymbols *self, const MlNode *iterable)
{
  MlScope *scope = get_current (self);

  scope->iterable_depth++;
  visit_expression (self, iterable);
  scope->iterable_depth--;
}

static void
visit_generators (MlSymbols *self, const MlNodeList *generators)
{
  MlScope *scope = get_current (self);

  for (guint i = 0; i < generators->length; i++)
    {
      const MlNode *generator = generators->items[i];

      visit_target (self, generator->comprehension.target);
      if (i > 0)
        visit_iterable (self, generator->comprehension.iter);
      visit_expressions (self, generator->comprehension.ifs);

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

  scope = enter_scope (self, ml_tree_get_name (self->tree, name), ML_SCOPE_FUNCTION, node, node);
  scope->comprehension = type;
  define_special (self, ".0", ML_SYMBOL_PARAMETER, node);
  visit_generators (self, generators);
  visit_optional (self, value);
  visit_expression (self, element);
  scope->is_generator = is_generator;
  is_async = scope->is_coroutine && !is_generator;
  leave_scope (self);

  if (is_async)
    get_current (self)->is_coroutine = TRUE;
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
  MlScope *scope = get_current (self);

  for (guint i = self->stack->len; i-- > 0;)
    {
      guint flags;

      scope = self->stack->pdata[i];
      flags = get_flags (self, scope, name);
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
  gboolean is_global = in_module || get_flags (self, scope, name) & ML_SYMBOL_GLOBAL;

  if (place != NULL)
    {
      ml_symbols_fail (
          self, target, "assignment expression within a comprehension cannot be used %s", place);
      return;
    }

  define (self, name, is_global ? ML_SYMBOL_GLOBAL : ML_SYMBOL_NONLOCAL, target);
  note_directive (self, name, target);
  define_in (self, scope, name, in_module ? ML_SYMBOL_GLOBAL : ML_SYMBOL_LOCAL, target);
}

/* What binds or suspends may not stand where evaluation is put off. */
static void
forbid_in_type_scope (MlSymbols *self, const MlNode *node, const char *what)
{
  switch (get_current (self)->type)
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

  if (get_current (self)->iterable_depth > 0)
    ml_symbols_fail (
        self, node, "assignment expression cannot be used in a comprehension iterable expression");

  if (get_current (self)->comprehension != ML_COMPREHENSION_NONE)
    bind_outside_comprehensions (self, node->named_expr.target);

  visit_expression (self, node->named_expr.value);
  visit_expression (self, node->named_expr.target);
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
  MlScope *scope = get_current (self);

  forbid_in_type_scope (self, node, "yield expression");
  visit_optional (self, node->yield.value);
  scope->is_generator = TRUE;

  if (scope->comprehension != ML_COMPREHENSION_NONE)
    ml_symbols_fail (self, node, "%s", messages[scope->comprehension]);
}

static void
visit_name (MlSymbols *self, const MlNode *node)
{
  gboolean loads = node->name.ctx == ML_CONTEXT_LOAD;

  define (self, node->name.id, loads ? ML_SYMBOL_USED : ML_SYMBOL_LOCAL, node);

  /* A method that calls super() uses __class__. */
  if (loads && ml_scope_is_function_like (get_current (self)) &&
      strcmp (node->name.id, "super") == 0)
    define_special (self, "__class__", ML_SYMBOL_USED, node);
}

static void
visit_await (MlSymbols *self, const MlNode *node)
{
  forbid_in_type_scope (self, node, "await expression");
  visit_expression (self, node->await.value);
  get_current (self)->is_coroutine = TRUE;
}

static void
visit_call (MlSymbols *self, const MlNode *node)
{
  visit_expression (self, node->call.func);
  visit_expressions (self, node->call.args);
  for (guint i = 0; i < node->call.keywords->length; i++)
    visit_expression (self, node->call.keywords->items[i]->keyword.value);
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
      visit_expressions (self, node->dict.keys);
      visit_expressions (self, node->dict.values);
      break;

    case ML_NODE_SLICE:
      visit_optional (self, node->slice.lower);
      visit_optional (self, node->slice.upper);
      visit_optional (self, node->slice.step);
      break;

    case ML_NODE_IF_EXP:
      visit_expression (self, node->if_exp.test);
      visit_expression (self, node->if_exp.body);
      visit_expression (self, node->if_exp.orelse);
      break;

    case ML_NODE_FORMATTED_VALUE:
      visit_expression (self, node->formatted_value.value);
      visit_optional (self, node->formatted_value.format_spec);
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
      visit_expressions (self, node->bool_op.values);
      break;

    case ML_NODE_BIN_OP:
      visit_expression (self, node->bin_op.left);
      visit_expression (self, node->bin_op.right);
      break;

    case ML_NODE_UNARY_OP:
      visit_expression (self, node->unary_op.operand);
      break;

    case ML_NODE_SET:
      visit_expressions (self, node->set.elts);
      break;

    case ML_NODE_COMPARE:
      visit_expression (self, node->compare.left);
      visit_expressions (self, node->compare.comparators);
      break;

    case ML_NODE_JOINED_STR:
      visit_expressions (self, node->joined_str.values);
      break;

    case ML_NODE_ATTRIBUTE:
      visit_expression (self, node->attribute.value);
      break;

    case ML_NODE_SUBSCRIPT:
      visit_expression (self, node->subscript.value);
      visit_expression (self, node->subscript.slice);
      break;

    case ML_NODE_STARRED:
      visit_expression (self, node->starred.value);
      break;

    case ML_NODE_LIST:
    case ML_NODE_TUPLE:
      visit_expressions (self, node->list.elts);
      break;

    default:
      visit_compound_expression (self, node);
      break;
    }
}

/* Counts the depth of the tree. FALSE, with RecursionError, where it is too deep. */
static gboolean
go_deeper (MlSymbols *self)
{
  MlHeap *heap = ml_tree_get_heap (self->tree);

  if (self->error != NULL || heap->raised != NULL)
    return FALSE;

  if (++self->depth <= MAX_DEPTH)
    return TRUE;

  self->depth--;
  ml_raise (
      heap, heap->world->recursion_error, "maximum recursion depth exceeded during compilation");

  return FALSE;
}

static void
visit_expression (MlSymbols *self, const MlNode *node)
{
  if (!go_deeper (self))
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
    define (self, name, ML_SYMBOL_LOCAL, place);
}

static void
visit_pattern (MlSymbols *self, const MlNode *node)
{
  if (!go_deeper (self))
    return;

  switch (node->kind)
    {
    case ML_NODE_MATCH_VALUE:
      visit_expression (self, node->match_value.value);
      break;

    case ML_NODE_MATCH_SEQUENCE:
    case ML_NODE_MATCH_OR:
      visit_patterns (self, node->match_sequence.patterns);
      break;

    case ML_NODE_MATCH_MAPPING:
      visit_expressions (self, node->match_mapping.keys);
      visit_patterns (self, node->match_mapping.patterns);
      define_capture (self, node->match_mapping.rest, node);
      break;

    case ML_NODE_MATCH_CLASS:
      visit_expression (self, node->match_class.cls);
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
      guint flags = get_flags (self, get_current (self), name);

      if ((flags & (ML_SYMBOL_GLOBAL | ML_SYMBOL_NONLOCAL)) && get_current (self) != self->module &&
          node->ann_assign.simple)
        ml_symbols_fail (self,
                         node,
                         "annotated name '%s' can't be %s",
                         name,
                         flags & ML_SYMBOL_GLOBAL ? "global" : "nonlocal");

      if (node->ann_assign.simple)
        define (self, name, ML_SYMBOL_ANNOTATED | ML_SYMBOL_LOCAL, target);
      else if (node->ann_assign.value != NULL)
        define (self, name, ML_SYMBOL_LOCAL, target);
    }
  else
    {
      visit_expression (self, target);
    }

  visit_expression (self, node->ann_assign.annotation);
  visit_optional (self, node->ann_assign.value);
}

static void
visit_directive (MlSymbols *self, const MlNode *node)
{
  gboolean is_global = node->kind == ML_NODE_GLOBAL;
  const char *word = is_global ? "global" : "nonlocal";

  for (guint i = 0; i < node->global.names->length; i++)
    {
      const char *name = node->global.names->items[i];
      guint flags = get_flags (self, get_current (self), name);

      if (flags & ML_SYMBOL_PARAMETER)
        ml_symbols_fail (self, node, "name '%s' is parameter and %s", name, word);
      else if (flags & ML_SYMBOL_USED)
        ml_symbols_fail (self, node, "name '%s' is used prior to %s declaration", name, word);
      else if (flags & ML_SYMBOL_ANNOTATED)
        ml_symbols_fail (self, node, "annotated name '%s' can't be %s", name, word);
      else if (flags & ML_SYMBOL_LOCAL)
        ml_symbols_fail (self, node, "name '%s' is assigned to before %s declaration", name, word);

      define (self, name, is_global ? ML_SYMBOL_GLOBAL : ML_SYMBOL_NONLOCAL, node);
      note_directive (self, name, node);
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
        define (
            self, ml_tree_intern (self->tree, name, strcspn (name, ".")), ML_SYMBOL_IMPORT, alias);
      else if (get_current (self)->type != ML_SCOPE_MODULE)
        ml_symbols_fail (self, alias, "import * only allowed at module level");
    }
}

static void
visit_try (MlSymbols *self, const MlNode *node)
{
  visit_statements (self, node->try.body);
  visit_statements (self, node->try.orelse);

  for (guint i = 0; i < node->try.handlers->length; i++)
    {
      const MlNode *handler = node->try.handlers->items[i];

      visit_optional (self, handler->except_handler.type);
      define_capture (self, handler->except_handler.name, handler);
      visit_statements (self, handler->except_handler.body);
    }

  visit_statements (self, node->try.finalbody);
}

static void
visit_with (MlSymbols *self, const MlNode *node)
{
  for (guint i = 0; i < node->with.items->length; i++)
    {
      visit_expression (self, node->with.items->items[i]->with_item.context_expr);
      visit_optional (self, node->with.items->items[i]->with_item.optional_vars);
    }

  visit_statements (self, node->with.body);
}

static void
visit_match (MlSymbols *self, const MlNode *node)
{
  visit_expression (self, node->match.subject);

  for (guint i = 0; i < node->match.cases->length; i++)
    {
      const MlNode *match_case = node->match.cases->items[i];

      visit_pattern (self, match_case->match_case.pattern);
      visit_optional (self, match_case->match_case.guard);
      visit_statements (self, match_case->match_case.body);
    }
}

static void
visit_compound_statement (MlSymbols *self, const MlNode *node)
{
  switch (node->kind)
    {
    case ML_NODE_FOR:
    case ML_NODE_ASYNC_FOR:
      visit_expression (self, node->for_.target);
      visit_expression (self, node->for_.iter);
      visit_statements (self, node->for_.body);
      visit_statements (self, node->for_.orelse);
      break;

    case ML_NODE_WHILE:
      visit_expression (self, node->while_.test);
      visit_statements (self, node->while_.body);
      visit_statements (self, node->while_.orelse);
      break;

    case ML_NODE_IF:
      visit_expression (self, node->if_.test);
      visit_statements (self, node->if_.body);
      visit_statements (self, node->if_.orelse);
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
      visit_optional (self, node->return_.value);
      if (node->return_.value != NULL)
        get_current (self)->returns_value = TRUE;
      break;

    case ML_NODE_DELETE:
      visit_expressions (self, node->delete.targets);
      break;

    case ML_NODE_ASSIGN:
      visit_expressions (self, node->assign.targets);
      visit_expression (self, node->assign.value);
      break;

    case ML_NODE_AUG_ASSIGN:
      visit_expression (self, node->aug_assign.target);
      visit_expression (self, node->aug_assign.value);
      break;

    case ML_NODE_RAISE:
      visit_optional (self, node->raise.exc);
      visit_optional (self, node->raise.cause);
      break;

    case ML_NODE_ASSERT:
      visit_expression (self, node->assert_.test);
      visit_optional (self, node->assert_.msg);
      break;

    case ML_NODE_EXPR:
      visit_expression (self, node->expr.value);
      break;

    default:
      visit_compound_statement (self, node);
      break;
    }
}

static void
visit_statement (MlSymbols *self, const MlNode *node)
{
  if (!go_deeper (self))
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

static void
visit_statements (MlSymbols *self, const MlNodeList *list)
{
  for (guint i = 0; i < list->length; i++)
    visit_statement (self, list->items[i]);
}

MlScope *
ml_symbols_get_scope (const MlSymbols *self, gconstpointer key)
{
  return g_hash_table_lookup (self->by_node, key);
}

MlSymbols *
ml_symbols_new (MlTree *tree, MlSyntaxError **error)
{
  g_autoptr (MlSymbols) self = g_new0 (MlSymbols, 1);
  MlNode *root = ml_tree_get_root (tree);

  self->tree = tree;
  self->by_node = g_hash_table_new (NULL, NULL);
  self->scopes = g_ptr_array_new_with_free_func (scope_free);
  self->stack = g_ptr_array_new ();
  self->module = enter_scope (self, ml_tree_get_name (tree, "top"), ML_SCOPE_MODULE, root, NULL);

  if (root->kind == ML_NODE_EXPRESSION)
    visit_expression (self, root->expression.body);
  else
    visit_statements (self, root->module.body);

  if (self->error == NULL && ml_tree_get_heap (tree)->raised == NULL)
    ml_symbols_analyze (self);

  if (self->error != NULL)
    *error = g_steal_pointer (&self->error);

  if (*error != NULL || ml_tree_get_heap (tree)->raised != NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
ml_symbols_free (MlSymbols *self)
{
  g_clear_pointer (&self->error, ml_syntax_error_free);
  g_ptr_array_unref (self->stack);
  g_ptr_array_unref (self->scopes);
  g_hash_table_unref (self->by_node);
  g_free (self);
}
