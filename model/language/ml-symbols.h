/* ml-symbols.h: which name means what, in each scope of a syntax tree
 *
 * A module, class, function, comprehension, and each part of a generic definition is a scope. A
 * first walk over the tree notes what each scope does to each name; then every name is bound:
 * local, of a cell that inner functions share, free (of an outer function's cell), or global.
 *
 * Lives as long as the tree it was made from; names are the tree's, so equal names are equal
 * pointers.
 */
#pragma once

#include "ml-syntax-error.h"
#include "ml-tree.h"

G_BEGIN_DECLS

typedef enum
{
  ML_SCOPE_MODULE,
  ML_SCOPE_CLASS,
  ML_SCOPE_FUNCTION,         /* lambdas and comprehensions, too */
  ML_SCOPE_TYPE_ALIAS,       /* from here on for generics; they work as functions do */
  ML_SCOPE_TYPE_PARAMETERS,
  ML_SCOPE_TYPE_VARIABLE     /* a bound, constraint or default */
} MlScopeType;

/* What a scope does to a name. */
typedef enum
{
  ML_SYMBOL_GLOBAL     = 1 << 0,   /* global statement */
  ML_SYMBOL_LOCAL      = 1 << 1,   /* assignment */
  ML_SYMBOL_PARAMETER  = 1 << 2,
  ML_SYMBOL_NONLOCAL   = 1 << 3,   /* nonlocal statement */
  ML_SYMBOL_USED       = 1 << 4,
  ML_SYMBOL_FREE_CLASS = 1 << 5,   /* bound in a class, and free in a method of it */
  ML_SYMBOL_IMPORT     = 1 << 6,
  ML_SYMBOL_ANNOTATED  = 1 << 7,
  ML_SYMBOL_ITERATED   = 1 << 8,   /* target of a comprehension's `for` */
  ML_SYMBOL_TYPE_PARAMETER = 1 << 9,
  ML_SYMBOL_COMPREHENSION_CELL = 1 << 10, /* a cell in an inlined comprehension */
} MlSymbolFlags;

#define ML_SYMBOL_BOUND \
  (ML_SYMBOL_LOCAL | ML_SYMBOL_PARAMETER | ML_SYMBOL_IMPORT | ML_SYMBOL_TYPE_PARAMETER)

typedef enum
{
  ML_BINDING_NONE,
  ML_BINDING_LOCAL,
  ML_BINDING_GLOBAL_EXPLICIT,
  ML_BINDING_GLOBAL_IMPLICIT,
  ML_BINDING_FREE,
  ML_BINDING_CELL
} MlBinding;

typedef struct
{
  const char *name;    /* mangled */
  guint       flags;   /* MlSymbolFlags */
  MlBinding   binding;
} MlSymbol;

typedef enum
{
  ML_COMPREHENSION_NONE,
  ML_COMPREHENSION_LIST,
  ML_COMPREHENSION_DICT,
  ML_COMPREHENSION_SET,
  ML_COMPREHENSION_GENERATOR
} MlComprehension;

typedef struct _MlScope MlScope;

struct _MlScope
{
  MlScopeType     type;
  const char     *name;
  const MlNode   *place;            /* for errors; NULL for the module */
  GPtrArray      *symbols;          /* MlSymbol, by first mention */
  GHashTable     *by_name;
  GPtrArray      *parameters;       /* names, in the order of a frame's locals */
  GPtrArray      *children;         /* MlScope */
  GPtrArray      *directives;       /* pairs: name, node of the global or nonlocal statement */
  MlComprehension comprehension;
  guint           iterable_depth;   /* > 0 inside the iterable of a comprehension */
  guint           is_nested : 1;
  guint           has_free : 1;
  guint           children_have_free : 1;
  guint           is_generator : 1;
  guint           is_coroutine : 1;
  guint           has_varargs : 1;
  guint           has_varkeywords : 1;
  guint           returns_value : 1;
  guint           needs_class_closure : 1; /* a method uses __class__ */
  guint           needs_class_dict : 1;
  guint           sees_class : 1;   /* names are looked up in the enclosing class first */
  guint           is_inlined : 1;   /* a comprehension that runs in its outer scope's frame */
  guint           in_target : 1;    /* while the targets of a comprehension are walked */
};

typedef struct
{
  MlTree        *tree;
  MlScope       *module;
  GHashTable    *by_node;      /* MlScope of a node */
  GPtrArray     *scopes;       /* all, for freeing */
  GPtrArray     *stack;        /* while walking */
  const char    *class_name;   /* of the innermost class, for mangling; or NULL */
  guint          depth;
  MlSyntaxError *error;        /* the first one, or NULL */
} MlSymbols;

/* NULL with @error, or with RecursionError in the heap where the tree is too deep. */
MlSymbols *ml_symbols_new        (MlTree          *tree,
                                  MlSyntaxError  **error);
void       ml_symbols_free       (MlSymbols       *self);

/* The scope that begins at @key: a node, or a list of type parameters. */
MlScope   *ml_symbols_get_scope  (const MlSymbols *self,
                                  gconstpointer    key);

/* Binds all names, once the walk is done. */
void       ml_symbols_analyze    (MlSymbols       *self);

/* Notes the first error, at @node. */
void       ml_symbols_fail       (MlSymbols       *self,
                                  const MlNode    *node,
                                  const char      *format,
                                  ...) G_GNUC_PRINTF (3, 4);

/* NULL if the scope does not mention @name. */
MlSymbol  *ml_scope_find         (const MlScope   *self,
                                  const char      *name);
MlBinding  ml_scope_get_binding  (const MlScope   *self,
                                  const char      *name);

/* Adds a symbol, or flags to the one that is there. */
MlSymbol  *ml_scope_add          (MlScope         *self,
                                  const char      *name,
                                  guint            flags);

/* Functions and what works like them: names can be fast locals. */
gboolean   ml_scope_is_function_like (const MlScope *self);

/* `__name` in class C is `_C__name`; @class_name may be NULL. */
const char *ml_mangle            (MlTree          *tree,
                                  const char      *class_name,
                                  const char      *name);

/* A tree's copy of a name that ends with 0. */
const char *ml_tree_get_name     (MlTree          *tree,
                                  const char      *name);

/* An error at the place of @node; its text is left to whoever has the source. */
MlSyntaxError *ml_node_make_error (const MlNode   *node,
                                  char            *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlSymbols, ml_symbols_free)

G_END_DECLS
