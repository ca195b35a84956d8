/* ml-symbols-private.h: what the parts of the walk over a tree share
 *
 * The scope that is entered last is at work. An error does not stop who called: the first one is
 * kept, and ml_symbols_go_deeper() then goes no further.
 */
#pragma once

#include "ml-symbols.h"

G_BEGIN_DECLS

MlScope *ml_symbols_get_current       (MlSymbols        *self);

/* Begins a scope of the current one, to be found again by @key; @place is for errors. The scope is
 * owned by @self. */
MlScope *ml_symbols_enter             (MlSymbols        *self,
                                       const char       *name,
                                       MlScopeType       type,
                                       gconstpointer     key,
                                       const MlNode     *place);
void     ml_symbols_leave             (MlSymbols        *self);

/* What the scope is known to do to @name: MlSymbolFlags. */
guint    ml_symbols_get_flags         (MlSymbols        *self,
                                       MlScope          *scope,
                                       const char       *name);

/* Notes what happens to @name, mangled where need be, in @scope or in the current one. */
void     ml_symbols_define_in         (MlSymbols        *self,
                                       MlScope          *scope,
                                       const char       *name,
                                       guint             flag,
                                       const MlNode     *place);
void     ml_symbols_define            (MlSymbols        *self,
                                       const char       *name,
                                       guint             flag,
                                       const MlNode     *place);

/* The same for a name of the interpreter's own. */
void     ml_symbols_define_special    (MlSymbols        *self,
                                       const char       *name,
                                       guint             flag,
                                       const MlNode     *place);

/* Notes that the current scope says `global` or `nonlocal` of @name; := in a comprehension says so
 * without a word. */
void     ml_symbols_note_directive    (MlSymbols        *self,
                                       const char       *name,
                                       const MlNode     *place);

/* Counts the depth of the tree; who visited a node takes one off again. FALSE where an error is
 * noted, or, with RecursionError, where the tree is too deep. */
gboolean ml_symbols_go_deeper         (MlSymbols        *self);

/* Visitors; one for lists passes over what is NULL. */
void     ml_symbols_visit_expression  (MlSymbols        *self,
                                       const MlNode     *node);
void     ml_symbols_visit_expressions (MlSymbols        *self,
                                       const MlNodeList *list);
void     ml_symbols_visit_optional    (MlSymbols        *self,
                                       const MlNode     *node);
void     ml_symbols_visit_statements  (MlSymbols        *self,
                                       const MlNodeList *list);

/* The parameters of the function whose scope is the current one. */
void     ml_symbols_visit_arguments   (MlSymbols        *self,
                                       const MlNode     *node);

/* The defaults of parameters, which belong to the scope around the function. */
void     ml_symbols_visit_defaults    (MlSymbols        *self,
                                       const MlNode     *arguments);

G_END_DECLS
