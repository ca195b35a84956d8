/* ml-symbols.c: scopes, and what each does to each name */

#include "ml-symbols-private.h"

#include <string.h>

#include "ml-exception.h"

/* As deep as CPython goes. */
#define MAX_DEPTH 10000

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

MlScope *
ml_symbols_get_current (MlSymbols *self)
{
  return self->stack->pdata[self->stack->len - 1];
}

MlScope *
ml_symbols_enter (MlSymbols *self,
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
      MlScope *outer = ml_symbols_get_current (self);

      scope->is_nested = outer->is_nested || ml_scope_is_function_like (outer);
      g_ptr_array_add (outer->children, scope);
    }

  g_ptr_array_add (self->scopes, scope);
  g_ptr_array_add (self->stack, scope);
  g_hash_table_insert (self->by_node, (gpointer) key, scope);

  return scope;
}

void
ml_symbols_leave (MlSymbols *self)
{
  g_ptr_array_set_size (self->stack, self->stack->len - 1);
}

guint
ml_symbols_get_flags (MlSymbols *self, MlScope *scope, const char *name)
{
  const MlSymbol *symbol = ml_scope_find (scope, ml_mangle (self->tree, self->class_name, name));

  return symbol == NULL ? 0 : symbol->flags;
}

void
ml_symbols_define_in (MlSymbols *self,
                      MlScope *scope,
                      const char *name,
                      guint flag,
                      const MlNode *place)
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

void
ml_symbols_define (MlSymbols *self, const char *name, guint flag, const MlNode *place)
{
  ml_symbols_define_in (self, ml_symbols_get_current (self), name, flag, place);
}

void
ml_symbols_define_special (MlSymbols *self, const char *name, guint flag, const MlNode *place)
{
  ml_symbols_define (self, ml_tree_get_name (self->tree, name), flag, place);
}

void
ml_symbols_note_directive (MlSymbols *self, const char *name, const MlNode *place)
{
  MlScope *scope = ml_symbols_get_current (self);

  g_ptr_array_add (scope->directives, (gpointer) ml_mangle (self->tree, self->class_name, name));
  g_ptr_array_add (scope->directives, (gpointer) place);
}

gboolean
ml_symbols_go_deeper (MlSymbols *self)
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
  self->module =
      ml_symbols_enter (self, ml_tree_get_name (tree, "top"), ML_SCOPE_MODULE, root, NULL);

  if (root->kind == ML_NODE_EXPRESSION)
    ml_symbols_visit_expression (self, root->expression.body);
  else
    ml_symbols_visit_statements (self, root->module.body);

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
