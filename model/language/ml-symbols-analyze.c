/* ml-symbols-analyze.c: binds each name of each scope */

#include "ml-symbols.h"

#include <string.h>

/* What flows down from outer scopes. Each set is of names. */
typedef struct
{
  GHashTable *bound;   /* in outer functions; NULL at the module */
  GHashTable *globals; /* declared global outside */
  GHashTable *type_parameters;
  MlScope *class_scope; /* whose names are seen first, or NULL */
} MlOuter;

/* One scope at work. */
typedef struct
{
  MlSymbols *symbols;
  MlScope *scope;
  GHashTable *locals;
  GHashTable *free; /* names that inner scopes need from outside of them */
  GHashTable *inlined_cells;
} MlBinder;

static GHashTable *
new_set (void)
{
  return g_hash_table_new (NULL, NULL);
}

static void
add_all (GHashTable *set, GHashTable *other)
{
  GHashTableIter iter;
  gpointer name;

  if (other == NULL)
    return;

  g_hash_table_iter_init (&iter, other);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (set, name);
}

static GHashTable *
copy_set (GHashTable *set)
{
  GHashTable *copy = new_set ();

  add_all (copy, set);

  return copy;
}

static gboolean
contains (GHashTable *set, const char *name)
{
  return set != NULL && g_hash_table_contains (set, name);
}

static const MlNode *
find_directive (MlScope *scope, const char *name)
{
  for (guint i = 0; i < scope->directives->len; i += 2)
    if (scope->directives->pdata[i] == name)
      return scope->directives->pdata[i + 1];

  return scope->place;
}

static void
bind_nonlocal (MlBinder *self, MlSymbol *symbol, MlOuter *outer)
{
  const MlNode *place = find_directive (self->scope, symbol->name);

  if (outer->bound == NULL)
    ml_symbols_fail (self->symbols, place, "nonlocal declaration not allowed at module level");
  else if (!contains (outer->bound, symbol->name))
    ml_symbols_fail (self->symbols, place, "no binding for nonlocal '%s' found", symbol->name);
  else if (contains (outer->type_parameters, symbol->name))
    ml_symbols_fail (
        self->symbols, place, "nonlocal binding not allowed for type parameter '%s'", symbol->name);

  symbol->binding = ML_BINDING_FREE;
  self->scope->has_free = TRUE;
  g_hash_table_add (self->free, (gpointer) symbol->name);
}

/* A name that the scope only reads. */
static void
bind_used (MlBinder *self, MlSymbol *symbol, MlOuter *outer)
{
  const MlSymbol *in_class =
      outer->class_scope == NULL ? NULL : ml_scope_find (outer->class_scope, symbol->name);

  if (in_class != NULL && (in_class->flags & ML_SYMBOL_GLOBAL))
    symbol->binding = ML_BINDING_GLOBAL_EXPLICIT;
  else if (in_class != NULL && (in_class->flags & ML_SYMBOL_BOUND) &&
           !(in_class->flags & ML_SYMBOL_NONLOCAL))
    symbol->binding = ML_BINDING_GLOBAL_IMPLICIT;
  else if (contains (outer->bound, symbol->name))
    {
      symbol->binding = ML_BINDING_FREE;
      self->scope->has_free = TRUE;
      g_hash_table_add (self->free, (gpointer) symbol->name);
    }
  else
    {
      symbol->binding = ML_BINDING_GLOBAL_IMPLICIT;
      if (self->scope->is_nested && !contains (outer->globals, symbol->name))
        self->scope->has_free = TRUE;
    }
}

static void
bind_symbol (MlBinder *self, MlSymbol *symbol, MlOuter *outer)
{
  gpointer name = (gpointer) symbol->name;

  if (symbol->flags & ML_SYMBOL_GLOBAL)
    {
      if (symbol->flags & ML_SYMBOL_NONLOCAL)
        ml_symbols_fail (self->symbols,
                         find_directive (self->scope, symbol->name),
                         "name '%s' is nonlocal and global",
                         symbol->name);
      symbol->binding = ML_BINDING_GLOBAL_EXPLICIT;
      g_hash_table_add (outer->globals, name);
      if (outer->bound != NULL)
        g_hash_table_remove (outer->bound, name);
    }
  else if (symbol->flags & ML_SYMBOL_NONLOCAL)
    {
      bind_nonlocal (self, symbol, outer);
    }
  else if (symbol->flags & ML_SYMBOL_BOUND)
    {
      symbol->binding = ML_BINDING_LOCAL;
      g_hash_table_add (self->locals, name);
      g_hash_table_remove (outer->globals, name);
      if (symbol->flags & ML_SYMBOL_TYPE_PARAMETER)
        g_hash_table_add (outer->type_parameters, name);
      else
        g_hash_table_remove (outer->type_parameters, name);
    }
  else
    {
      bind_used (self, symbol, outer);
    }
}

static gboolean
is_free_in_children (const MlScope *scope, const char *name)
{
  for (guint i = 0; i < scope->children->len; i++)
    if (ml_scope_get_binding (scope->children->pdata[i], name) == ML_BINDING_FREE)
      return TRUE;

  return FALSE;
}

/* Takes a name of an inlined comprehension over into the outer scope. */
static void
inline_symbol (MlBinder *self, MlScope *inner, MlSymbol *symbol, GHashTable *inner_free)
{
  MlScope *scope = self->scope;
  MlSymbol *outer = ml_scope_find (scope, symbol->name);
  MlBinding binding = symbol->binding;

  if (binding == ML_BINDING_CELL || (symbol->flags & ML_SYMBOL_COMPREHENSION_CELL))
    g_hash_table_add (self->inlined_cells, (gpointer) symbol->name);

  if (outer == NULL)
    {
      if (binding == ML_BINDING_FREE && scope->type == ML_SCOPE_CLASS &&
          strcmp (symbol->name, "__class__") == 0)
        {
          binding = ML_BINDING_GLOBAL_IMPLICIT;
          g_hash_table_remove (inner_free, symbol->name);
        }
      ml_scope_add (scope, symbol->name, symbol->flags)->binding = binding;
    }
  else if ((outer->flags & ML_SYMBOL_BOUND) && scope->type != ML_SCOPE_CLASS &&
           !is_free_in_children (inner, symbol->name))
    {
      /* What was free in the comprehension is now simply local. */
      g_hash_table_remove (inner_free, symbol->name);
    }
}

static void
inline_comprehension (MlBinder *self, MlScope *inner, GHashTable *inner_free)
{
  for (guint i = 0; i < inner->symbols->len; i++)
    {
      MlSymbol *symbol = inner->symbols->pdata[i];

      if (!(symbol->flags & ML_SYMBOL_PARAMETER))
        inline_symbol (self, inner, symbol, inner_free);
    }

  inner->has_free = g_hash_table_size (inner_free) > 0;
  inner->is_inlined = TRUE;
}

/* An inlined comprehension's children are its outer scope's. */
static void
adopt_grandchildren (MlScope *scope)
{
  g_autoptr (GPtrArray) old = scope->children;

  scope->children = g_ptr_array_new ();

  for (guint i = 0; i < old->len; i++)
    {
      MlScope *child = old->pdata[i];

      if (child->is_inlined)
        for (guint j = 0; j < child->children->len; j++)
          g_ptr_array_add (scope->children, child->children->pdata[j]);
      else
        g_ptr_array_add (scope->children, child);
    }
}

/* A local that an inner function needs lives in a cell. */
static void
find_cells (MlBinder *self)
{
  for (guint i = 0; i < self->scope->symbols->len; i++)
    {
      MlSymbol *symbol = self->scope->symbols->pdata[i];

      if (symbol->binding == ML_BINDING_LOCAL &&
          (contains (self->free, symbol->name) || contains (self->inlined_cells, symbol->name)))
        {
          symbol->binding = ML_BINDING_CELL;
          g_hash_table_remove (self->free, symbol->name);
        }
    }
}

static void
take_class_names (MlBinder *self)
{
  MlTree *tree = self->symbols->tree;

  if (g_hash_table_remove (self->free, ml_tree_get_name (tree, "__class__")))
    self->scope->needs_class_closure = TRUE;
  if (g_hash_table_remove (self->free, ml_tree_get_name (tree, "__classdict__")))
    self->scope->needs_class_dict = TRUE;
}

/* Names that inner scopes need and outer ones have pass through this one. */
static void
pass_free_names (MlBinder *self, MlOuter *outer)
{
  gboolean marks = self->scope->type == ML_SCOPE_CLASS || self->scope->sees_class;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->inlined_cells);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      MlSymbol *symbol = ml_scope_find (self->scope, name);

      if (symbol != NULL)
        symbol->flags |= ML_SYMBOL_COMPREHENSION_CELL;
    }

  g_hash_table_iter_init (&iter, self->free);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      MlSymbol *symbol = ml_scope_find (self->scope, name);

      if (symbol != NULL && marks)
        symbol->flags |= ML_SYMBOL_FREE_CLASS;
      else if (symbol == NULL && (outer->bound == NULL || contains (outer->bound, name)))
        ml_scope_add (self->scope, name, 0)->binding = ML_BINDING_FREE;
    }
}

static GHashTable *analyze_scope (MlSymbols *symbols, MlScope *scope, MlOuter *outer);

/* @outer is what @self's children are given; they get copies. */
static void
analyze_child (MlBinder *self, MlScope *child, MlOuter *outer, MlScope *class_scope)
{
  g_autoptr (GHashTable) bound = copy_set (outer->bound);
  g_autoptr (GHashTable) globals = copy_set (outer->globals);
  g_autoptr (GHashTable) type_parameters = copy_set (outer->type_parameters);
  g_autoptr (GHashTable) child_free = NULL;
  MlOuter inner = { bound, globals, type_parameters, NULL };
  gboolean is_inlined = child->comprehension != ML_COMPREHENSION_NONE &&
                        child->comprehension != ML_COMPREHENSION_GENERATOR &&
                        !self->scope->sees_class;

  if (child->sees_class)
    inner.class_scope = self->scope->type == ML_SCOPE_CLASS ? self->scope : class_scope;

  child_free = analyze_scope (self->symbols, child, &inner);
  if (is_inlined)
    inline_comprehension (self, child, child_free);

  add_all (self->free, child_free);
  if (child->has_free || child->children_have_free)
    self->scope->children_have_free = TRUE;
}

static void
analyze_children (MlBinder *self, MlOuter *outer, MlOuter *inner)
{
  MlScope *scope = self->scope;

  if (scope->type != ML_SCOPE_CLASS)
    {
      if (ml_scope_is_function_like (scope))
        add_all (inner->bound, self->locals);
      add_all (inner->bound, outer->bound);
      add_all (inner->globals, outer->globals);
    }
  else
    {
      g_hash_table_add (inner->bound,
                        (gpointer) ml_tree_get_name (self->symbols->tree, "__class__"));
      g_hash_table_add (inner->bound,
                        (gpointer) ml_tree_get_name (self->symbols->tree, "__classdict__"));
    }

  for (guint i = 0; i < scope->children->len; i++)
    analyze_child (self, scope->children->pdata[i], inner, outer->class_scope);
}

/* Binds the names of @scope and of all inside it. Returns the free ones. */
static GHashTable *
analyze_scope (MlSymbols *symbols, MlScope *scope, MlOuter *outer)
{
  g_autoptr (GHashTable) locals = new_set ();
  g_autoptr (GHashTable) inlined_cells = new_set ();
  g_autoptr (GHashTable) bound = new_set ();
  g_autoptr (GHashTable) globals = new_set ();
  MlBinder self = { symbols, scope, locals, new_set (), inlined_cells };
  MlOuter inner = { bound, globals, outer->type_parameters, NULL };

  /* A class's own names are not seen in its methods: what they see is known before. */
  if (scope->type == ML_SCOPE_CLASS)
    {
      add_all (globals, outer->globals);
      add_all (bound, outer->bound);
    }

  for (guint i = 0; i < scope->symbols->len; i++)
    bind_symbol (&self, scope->symbols->pdata[i], outer);

  analyze_children (&self, outer, &inner);
  adopt_grandchildren (scope);

  if (ml_scope_is_function_like (scope))
    find_cells (&self);
  else if (scope->type == ML_SCOPE_CLASS)
    take_class_names (&self);

  pass_free_names (&self, outer);

  return self.free;
}

void
ml_symbols_analyze (MlSymbols *self)
{
  g_autoptr (GHashTable) globals = new_set ();
  g_autoptr (GHashTable) type_parameters = new_set ();
  MlOuter outer = { NULL, globals, type_parameters, NULL };

  g_hash_table_unref (analyze_scope (self, self->module, &outer));
}
