/* ml-list-methods.h: what Python code does with a list: its operators and methods
 *
 * For ml-list.c, whose table of slots names them; C code uses ml-list.h.
 */
#pragma once

#include "ml-list.h"

G_BEGIN_DECLS

extern const MlMethod ml_list_methods[];

MlObject *ml_list_repr           (MlHeap           *heap,
                                  MlObject         *self);
MlObject *ml_list_compare        (MlHeap           *heap,
                                  MlObject         *self,
                                  MlObject         *other,
                                  MlCompare         how);
MlObject *ml_list_make           (MlHeap           *heap,
                                  MlType           *type,
                                  MlObject *const  *args,
                                  gsize             n_args,
                                  MlObject         *kw_names);
gboolean  ml_list_init           (MlHeap           *heap,
                                  MlObject         *self,
                                  MlObject *const  *args,
                                  gsize             n_args,
                                  MlObject         *kw_names);
MlObject *ml_list_iterate        (MlHeap           *heap,
                                  MlObject         *self);
gssize    ml_list_length         (MlHeap           *heap,
                                  MlObject         *self);
MlObject *ml_list_get_item       (MlHeap           *heap,
                                  MlObject         *self,
                                  MlObject         *key);
gboolean  ml_list_set_item       (MlHeap           *heap,
                                  MlObject         *self,
                                  MlObject         *key,
                                  MlObject         *value);
MlObject *ml_list_concat         (MlHeap           *heap,
                                  MlObject         *self,
                                  MlObject         *other);
MlObject *ml_list_repeat         (MlHeap           *heap,
                                  MlObject         *self,
                                  gssize            n);
MlObject *ml_list_inplace_concat (MlHeap           *heap,
                                  MlObject         *self,
                                  MlObject         *other);
MlObject *ml_list_inplace_repeat (MlHeap           *heap,
                                  MlObject         *self,
                                  gssize            n);

G_END_DECLS
