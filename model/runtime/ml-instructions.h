/* ml-instructions.h: what the longer instructions do
 *
 * Each works on the running frame, whose `top` and `at` are up to date, leaves the evaluation stack
 * as the instruction is defined to leave it (ml-opcodes.h), and returns FALSE with an exception if
 * it fails: then the operands may still be there, for the unwinding to release.
 */
#pragma once

#include "ml-operands.h"

G_BEGIN_DECLS

gboolean ml_do_binary          (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_compare         (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_to_bool         (MlHeap *heap, MlFrame *frame);
gboolean ml_do_contains        (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_load_name       (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_store_name      (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_delete_name     (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_load_global     (MlHeap *heap, MlFrame *frame, MlObject *name, MlCache *cache);
gboolean ml_do_store_global    (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_delete_global   (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_load_from_dict  (MlHeap *heap, MlFrame *frame, int arg, gboolean or_deref);
gboolean ml_do_load_deref      (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_delete_deref    (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_load_attribute  (MlHeap *heap, MlFrame *frame, int arg, MlCache *cache);
gboolean ml_do_load_super_attribute (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_store_attribute (MlHeap *heap, MlFrame *frame, MlObject *name, MlCache *cache);
gboolean ml_do_delete_attribute (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_subscript       (MlHeap *heap, MlFrame *frame);
gboolean ml_do_store_subscript (MlHeap *heap, MlFrame *frame);
gboolean ml_do_delete_subscript (MlHeap *heap, MlFrame *frame);
gboolean ml_do_slice           (MlHeap *heap, MlFrame *frame);
gboolean ml_do_store_slice     (MlHeap *heap, MlFrame *frame);
gboolean ml_do_build_slice     (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_build_tuple     (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_build_list      (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_build_set       (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_build_map       (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_build_const_key_map (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_build_string    (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_list_extend     (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_set_add         (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_set_update      (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_map_add         (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_dict_update     (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_dict_merge      (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_unpack          (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_unpack_ex       (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_convert         (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_format          (MlHeap *heap, MlFrame *frame, gboolean with_spec);
gboolean ml_do_setup_annotations (MlHeap *heap, MlFrame *frame);
gboolean ml_do_load_build_class (MlHeap *heap, MlFrame *frame);
gboolean ml_do_make_function   (MlHeap *heap, MlFrame *frame);
gboolean ml_do_intrinsic_1     (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_intrinsic_2     (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_import_name     (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_import_from     (MlHeap *heap, MlFrame *frame, MlObject *name);
gboolean ml_do_raise           (MlHeap *heap, MlFrame *frame, int arg);
gboolean ml_do_check_match     (MlHeap *heap, MlFrame *frame);
gboolean ml_do_before_with     (MlHeap *heap, MlFrame *frame);
gboolean ml_do_with_except_start (MlHeap *heap, MlFrame *frame);
gboolean ml_do_yield_from_iterator (MlHeap *heap, MlFrame *frame);
gboolean ml_do_cleanup_throw   (MlHeap *heap, MlFrame *frame);
gboolean ml_do_get_length      (MlHeap *heap, MlFrame *frame);
gboolean ml_do_match_keys      (MlHeap *heap, MlFrame *frame);
gboolean ml_do_match_class     (MlHeap *heap, MlFrame *frame, int arg);

/* What is called, as messages name it: "module.f()". (transfer full) */
char    *ml_describe_callable  (MlHeap *heap, MlObject *callable);

/* CALL_FUNCTION_EX: calls what is below the tuple (and dict). A function's frame is entered, and
 * runs when this returns. */
gboolean ml_do_call_unpacked   (MlHeap *heap, MlFrame *frame, int arg);

/* NameError or UnboundLocalError for a local. Always FALSE. */
gboolean ml_raise_unbound_local (MlHeap *heap, MlFrame *frame, guint index);

G_END_DECLS
