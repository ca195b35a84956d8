/* ml-set-methods.h: what Python code does with a set or frozenset: operators and methods
 *
 * For the files of set; other C code uses ml-set.h.
 */
#pragma once

#include "ml-set.h"

G_BEGIN_DECLS

extern const MlMethod ml_set_methods[];
extern const MlMethod ml_frozenset_methods[];

MlObject *ml_set_repr         (MlHeap           *heap,
                               MlObject         *self);
gint64    ml_frozenset_hash   (MlHeap           *heap,
                               MlObject         *self);
MlObject *ml_set_compare      (MlHeap           *heap,
                               MlObject         *self,
                               MlObject         *other,
                               MlCompare         how);
MlObject *ml_set_make         (MlHeap           *heap,
                               MlType           *type,
                               MlObject *const  *args,
                               gsize             n_args,
                               MlObject         *kw_names);
gboolean  ml_set_init         (MlHeap           *heap,
                               MlObject         *self,
                               MlObject *const  *args,
                               gsize             n_args,
                               MlObject         *kw_names);
MlObject *ml_frozenset_make   (MlHeap           *heap,
                               MlType           *type,
                               MlObject *const  *args,
                               gsize             n_args,
                               MlObject         *kw_names);
MlObject *ml_set_iterate      (MlHeap           *heap,
                               MlObject         *self);
int       ml_set_contains_any (MlHeap           *heap,
                               MlObject         *self,
                               MlObject         *item);
gssize    ml_set_length       (MlHeap           *heap,
                               MlObject         *self);
MlObject *ml_set_or           (MlHeap           *heap,
                               MlObject         *left,
                               MlObject         *right);
MlObject *ml_set_and          (MlHeap           *heap,
                               MlObject         *left,
                               MlObject         *right);
MlObject *ml_set_subtract     (MlHeap           *heap,
                               MlObject         *left,
                               MlObject         *right);
MlObject *ml_set_xor          (MlHeap           *heap,
                               MlObject         *left,
                               MlObject         *right);
MlObject *ml_set_inplace_or   (MlHeap           *heap,
                               MlObject         *left,
                               MlObject         *right);
MlObject *ml_set_inplace_and  (MlHeap           *heap,
                               MlObject         *left,
                               MlObject         *right);
MlObject *ml_set_inplace_subtract (MlHeap       *heap,
                               MlObject         *left,
                               MlObject         *right);
MlObject *ml_set_inplace_xor  (MlHeap           *heap,
                               MlObject         *left,
                               MlObject         *right);

/* Parts of ml-set.c. What takes a hash takes the item's; -1 and FALSE: failed. */

/* An empty set of @type, tracked. */
MlObject *ml_set_new_of       (MlHeap           *heap,
                               MlType           *type);
gboolean  ml_set_add_hashed   (MlHeap           *heap,
                               MlSet            *self,
                               MlObject         *item,
                               gint64            hash);
int       ml_set_contains_hashed (MlHeap        *heap,
                               MlSet            *self,
                               MlObject         *item,
                               gint64            hash);
int       ml_set_discard_hashed (MlHeap         *heap,
                               MlSet            *self,
                               MlObject         *item,
                               gint64            hash);

/* Takes out any item; the set must not be empty. The caller owns it. */
MlObject *ml_set_take_any     (MlHeap           *heap,
                               MlSet            *self);

/* Gets rid of deleted places if they are many. */
gboolean  ml_set_tidy         (MlHeap           *heap,
                               MlSet            *self);

/* Both get the other's items. */
void      ml_set_exchange     (MlHeap           *heap,
                               MlSet            *self,
                               MlSet            *other);

G_END_DECLS
