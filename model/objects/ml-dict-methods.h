/* ml-dict-methods.h: what Python code does with a dict: its operators and methods
 *
 * For the files of dict; other C code uses ml-dict.h.
 */
#pragma once

#include "ml-dict.h"

G_BEGIN_DECLS

extern const MlMethod ml_dict_methods[];

MlObject *ml_dict_repr       (MlHeap           *heap,
                              MlObject         *self);
MlObject *ml_dict_compare    (MlHeap           *heap,
                              MlObject         *self,
                              MlObject         *other,
                              MlCompare         how);
MlObject *ml_dict_make       (MlHeap           *heap,
                              MlType           *type,
                              MlObject *const  *args,
                              gsize             n_args,
                              MlObject         *kw_names);
gboolean  ml_dict_init       (MlHeap           *heap,
                              MlObject         *self,
                              MlObject *const  *args,
                              gsize             n_args,
                              MlObject         *kw_names);
MlObject *ml_dict_iterate    (MlHeap           *heap,
                              MlObject         *self);
gssize    ml_dict_length     (MlHeap           *heap,
                              MlObject         *self);
MlObject *ml_dict_get_item   (MlHeap           *heap,
                              MlObject         *self,
                              MlObject         *key);
gboolean  ml_dict_set_item   (MlHeap           *heap,
                              MlObject         *self,
                              MlObject         *key,
                              MlObject         *value);
MlObject *ml_dict_or         (MlHeap           *heap,
                              MlObject         *left,
                              MlObject         *right);
MlObject *ml_dict_inplace_or (MlHeap           *heap,
                              MlObject         *left,
                              MlObject         *right);

/* Parts of ml-dict.c */

/* An index of 2^@log2_size places; entries close up. */
gboolean  ml_dict_resize     (MlHeap           *heap,
                              MlDict           *self,
                              guint             log2_size,
                              gboolean          only_str);

/* As ml_dict_set(), with the hash of @key. */
gboolean  ml_dict_set_hashed (MlHeap           *heap,
                              MlObject         *self,
                              MlObject         *key,
                              gint64            hash,
                              MlObject         *value);

/* As ml_dict_next(), from the end: start with ml_dict_get_end(). */
gsize     ml_dict_get_end    (MlObject         *self);
gboolean  ml_dict_previous   (MlObject         *self,
                              gsize            *position,
                              MlObject        **key,
                              MlObject        **value);

/* Takes out the last entry; the dict must not be empty. The caller owns both. */
gboolean  ml_dict_pop_last   (MlHeap           *heap,
                              MlDict           *self,
                              MlObject        **key,
                              MlObject        **value);

/* Ends a window: the values move from the instance into this dict, for good. */
gboolean  ml_dict_take_over  (MlHeap           *heap,
                              MlDict           *self);

G_END_DECLS
