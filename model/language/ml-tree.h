/* ml-tree.h: a syntax tree and all that belongs to it
 *
 * A tree owns an arena with its nodes, lists and names, and one reference to each of its
 * constants: to each literal in the source, and to each value folded from them. It lives as long
 * as its program runs, for Python keeps a script's tree until the script ends, and these
 * references count. The recording therefore knows the tree as a thing, a store with the constants
 * as its items.
 *
 * Whoever makes a constant, the parser or the folding pass, gives it to the tree and keeps a
 * borrowed pointer.
 *
 * A tree belongs to one thread.
 */
#pragma once

#include "ml-node.h"
#include "ml-object.h"

G_BEGIN_DECLS

typedef struct _MlTree MlTree;

MlTree     *ml_tree_new           (MlHeap       *heap);

/* Lets go of the constants, first to last, then frees the nodes. */
void        ml_tree_free          (MlTree       *self);

MlHeap     *ml_tree_get_heap      (const MlTree *self);

/* Module, Interactive or Expression; NULL until the parser has set it. */
MlNode     *ml_tree_get_root      (const MlTree *self);
void        ml_tree_set_root      (MlTree       *self,
                                   MlNode       *root);

/* @size bytes set to zero that live as long as the tree. */
gpointer    ml_tree_allocate      (MlTree       *self,
                                   gsize         size);

MlNode     *ml_tree_new_node      (MlTree       *self,
                                   MlNodeKind    kind,
                                   MlTextPlace   start,
                                   MlTextPlace   end);

/* Copies of @n items. */
MlNodeList *ml_tree_new_list      (MlTree       *self,
                                   MlNode *const *items,
                                   guint         n);
MlNameList *ml_tree_new_names     (MlTree       *self,
                                   const char *const *items,
                                   guint         n);

/* The tree's one copy of a name. */
const char *ml_tree_intern        (MlTree       *self,
                                   const char   *name,
                                   gsize         length);

/* The tree takes over the caller's reference; returns @object, borrowed. */
MlObject   *ml_tree_add_constant  (MlTree       *self,
                                   MlObject     *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTree, ml_tree_free)

G_END_DECLS
