/* ml-world.h: what an interpreter has exactly one of
 *
 * The built-in types, the singletons, the small ints, the one-character strings, the table of
 * interned strings, and the names that the interpreter itself uses. Reached through heap->world;
 * all of it immortal, as in CPython.
 */
#pragma once

#include "ml-exception-list.h"
#include "ml-heap.h"
#include "ml-rules.h"
#include "ml-type.h"

G_BEGIN_DECLS

/* Every built-in type: member of MlWorld, description. A base stands before what derives from it.
 * One line for each type, by file. */
#define ML_WORLD_TYPES(X)                                \
  X (type_type, ml_type_spec)                            \
  X (object_type, ml_object_spec)                        \
  X (wrapper_descriptor_type, ml_wrapper_descriptor_spec) \
  X (method_wrapper_type, ml_method_wrapper_spec)        \
  X (native_function_type, ml_native_function_spec)      \
  X (method_descriptor_type, ml_method_descriptor_spec)  \
  X (class_method_descriptor_type, ml_class_method_descriptor_spec) \
  X (getter_descriptor_type, ml_getter_descriptor_spec)  \
  X (member_descriptor_type, ml_member_descriptor_spec)  \
  X (static_method_type, ml_static_method_spec)          \
  X (class_method_type, ml_class_method_spec)            \
  X (property_type, ml_property_spec)                    \
  X (function_type, ml_function_spec)                    \
  X (method_type, ml_method_spec)                        \
  X (module_type, ml_module_spec)                        \
  X (super_type, ml_super_spec)                          \
  X (weak_reference_type, ml_weak_reference_spec)        \
  X (none_type, ml_none_spec)                            \
  X (not_implemented_type, ml_not_implemented_spec)      \
  X (ellipsis_type, ml_ellipsis_spec)                    \
  X (int_type, ml_int_spec)                              \
  X (bool_type, ml_bool_spec)                            \
  X (float_type, ml_float_spec)                          \
  X (complex_type, ml_complex_spec)                      \
  X (str_type, ml_str_spec)                              \
  X (str_iterator_type, ml_str_iterator_spec)            \
  X (str_ascii_iterator_type, ml_str_ascii_iterator_spec) \
  X (range_type, ml_range_spec)                          \
  X (range_iterator_type, ml_range_iterator_spec)        \
  X (long_range_iterator_type, ml_long_range_iterator_spec) \
  X (slice_type, ml_slice_spec)                          \
  X (bytes_type, ml_bytes_spec)                          \
  X (bytes_iterator_type, ml_bytes_iterator_spec)        \
  X (tuple_type, ml_tuple_spec)                          \
  X (tuple_iterator_type, ml_tuple_iterator_spec)        \
  X (list_type, ml_list_spec)                            \
  X (list_iterator_type, ml_list_iterator_spec)          \
  X (list_reverse_iterator_type, ml_list_reverse_iterator_spec) \
  X (dict_type, ml_dict_spec)                            \
  X (dict_keys_type, ml_dict_keys_spec)                  \
  X (dict_values_type, ml_dict_values_spec)              \
  X (dict_items_type, ml_dict_items_spec)                \
  X (dict_key_iterator_type, ml_dict_key_iterator_spec)  \
  X (dict_value_iterator_type, ml_dict_value_iterator_spec) \
  X (dict_item_iterator_type, ml_dict_item_iterator_spec) \
  X (dict_reverse_key_iterator_type, ml_dict_reverse_key_iterator_spec) \
  X (dict_reverse_value_iterator_type, ml_dict_reverse_value_iterator_spec) \
  X (dict_reverse_item_iterator_type, ml_dict_reverse_item_iterator_spec) \
  X (set_type, ml_set_spec)                              \
  X (frozenset_type, ml_frozenset_spec)                  \
  X (set_iterator_type, ml_set_iterator_spec)            \
  X (sequence_iterator_type, ml_sequence_iterator_spec)  \
  X (callable_iterator_type, ml_callable_iterator_spec)  \
  X (enumerate_type, ml_enumerate_spec)                  \
  X (zip_type, ml_zip_spec)                              \
  X (map_type, ml_map_spec)                              \
  X (filter_type, ml_filter_spec)                        \
  X (reversed_type, ml_reversed_spec)                    \
  X (cell_type, ml_cell_spec)                            \
  X (mapping_proxy_type, ml_mapping_proxy_spec)          \
  X (code_type, ml_code_spec)                            \
  X (generator_type, ml_generator_spec)                  \
  X (traceback_type, ml_traceback_spec)                  \
  X (frame_object_type, ml_frame_object_spec)

/* Names that the interpreter uses: interned str objects, heap->world->names[ML_NAME_...], by
 * ml_name (heap, __init__). */
#define ML_WORLD_NAMES(X)                                                                        \
  X (__abs__) X (__add__) X (__all__) X (__and__) X (__annotations__) X (__bases__) X (__bool__) \
  X (__build_class__) X (__builtins__) X (__bytes__) X (__call__) X (__cause__) X (__ceil__)     \
  X (__class__)                                                                                  \
  X (__class_getitem__) X (__classcell__) X (__closure__) X (__code__) X (__contains__)          \
  X (__context__) X (__defaults__) X (__del__) X (__delattr__) X (__delete__) X (__delitem__)    \
  X (__dict__) X (__dir__) X (__divmod__) X (__doc__) X (__enter__) X (__eq__) X (__exit__)      \
  X (__file__) X (__firstlineno__) X (__float__) X (__floor__) X (__floordiv__) X (__format__)   \
  X (__func__)                                                                                   \
  X (__ge__) X (__get__) X (__getattr__) X (__getattribute__) X (__getitem__) X (__globals__)    \
  X (__gt__) X (__hash__) X (__iadd__) X (__iand__) X (__ifloordiv__) X (__ilshift__)            \
  X (__imatmul__) X (__imod__) X (__import__) X (__imul__) X (__index__) X (__init__)            \
  X (__init_subclass__) X (__instancecheck__) X (__int__) X (__invert__) X (__ior__)             \
  X (__ipow__) X (__irshift__) X (__isub__) X (__iter__) X (__itruediv__) X (__ixor__)           \
  X (__kwdefaults__) X (__le__) X (__len__) X (__length_hint__) X (__loader__) X (__lshift__)    \
  X (__lt__) X (__main__) X (__match_args__) X (__matmul__) X (__metaclass__) X (__missing__)    \
  X (__mod__) X (__module__) X (__mro_entries__) X (__mul__) X (__name__) X (__ne__)             \
  X (__neg__) X (__new__) X (__next__) X (__notes__) X (__or__) X (__package__) X (__pos__)      \
  X (__pow__) X (__prepare__) X (__qualname__) X (__radd__) X (__rand__) X (__rdivmod__)         \
  X (__repr__) X (__reversed__) X (__rfloordiv__) X (__rlshift__) X (__rmatmul__) X (__rmod__)   \
  X (__rmul__) X (__ror__) X (__round__) X (__rpow__) X (__rrshift__) X (__rshift__)             \
  X (__rsub__) X (__rtruediv__) X (__rxor__) X (__self__) X (__set__) X (__set_name__)           \
  X (__setattr__) X (__setitem__) X (__sizeof__) X (__slots__) X (__spec__)                      \
  X (__static_attributes__) X (__str__) X (__sub__) X (__subclasscheck__) X (__suppress_context__) \
  X (__traceback__) X (__truediv__) X (__trunc__) X (__type_params__) X (__weakref__)            \
  X (__xor__) X (False) X (True)                                                                 \
  X (_) X (append) X (args) X (build_class) X (builtins) X (close) X (copy) X (end) X (exc_type) \
  X (exec) X (file) X (flush) X (fromkeys) X (get) X (items) X (join) X (key) X (keys)           \
  X (metaclass) X (msg) X (name) X (obj) X (print_file_and_line) X (reverse) X (self) X (send)   \
  X (sep) X (stdin) X (sort) X (stderr) X (stdout) X (throw) X (update) X (value) X (values)     \
  X (write)

typedef enum
{
#define ML_NAME_ENTRY(name) ML_NAME_##name,
  ML_WORLD_NAMES (ML_NAME_ENTRY)
#undef ML_NAME_ENTRY
  ML_N_NAMES
} MlName;

/* What was found under a name in a version of a type; that nothing was found is remembered, too. */
typedef struct
{
  guint32   version;
  MlObject *name;   /* borrowed, interned: compared by address */
  MlObject *found;  /* borrowed: valid as long as the version is the type's */
} MlLookup;

#define ML_N_LOOKUPS 4096

struct _MlWorld
{
#define ML_TYPE_ENTRY(member, spec) MlType *member;
  ML_WORLD_TYPES (ML_TYPE_ENTRY)
  ML_SPECIAL_EXCEPTIONS (ML_TYPE_ENTRY)
#undef ML_TYPE_ENTRY
#define ML_EXCEPTION_ENTRY(member, name, base, doc) MlType *member;
  ML_EXCEPTIONS (ML_EXCEPTION_ENTRY)
#undef ML_EXCEPTION_ENTRY
  MlObject    *none;
  MlObject    *true_object;
  MlObject    *false_object;
  MlObject    *ellipsis;
  MlObject    *not_implemented;
  MlObject    *empty_tuple;
  MlObject    *empty_str;
  MlObject    *empty_bytes;
  MlObject    *characters[256];
  MlObject    *single_bytes[256];
  MlObject   **small_ints;        /* from rules->small_int_first */
  MlObject    *names[ML_N_NAMES];
  MlLookup    *lookups;           /* a cache of look-ups in classes (ml-type.c) */
  GHashTable  *weak_references;   /* object -> the newest MlWeakReference to it */
  guint32      last_version;      /* of a type or of a dict's keys */
  GHashTable  *interned;          /* str objects, by their text */
  char        *told_text;         /* what tell_value made last, until it is asked again; owned */
  guint32      last_keys_version; /* given to the keys of a dict (objects/ml-dict.h) */
  const MlRules *rules;
};

/* The types stand first in MlWorld, one after the other. */
#define ML_COUNT_ENTRY(member, spec) +1
#define ML_COUNT_EXCEPTION(member, name, base, doc) +1
#define ML_N_WORLD_TYPES                                                      \
  (0 ML_WORLD_TYPES (ML_COUNT_ENTRY) ML_SPECIAL_EXCEPTIONS (ML_COUNT_ENTRY)   \
     ML_EXCEPTIONS (ML_COUNT_EXCEPTION))

#define ml_name(heap, identifier) ((heap)->world->names[ML_NAME_##identifier])

/* Makes the types and singletons of a new heap. */
void      ml_world_init        (MlHeap         *heap,
                                const MlRules  *rules);

/* Frees what is not an object. */
void      ml_world_free        (MlWorld        *world);

static inline MlObject *
ml_none (MlHeap *heap)
{
  return heap->world->none;
}

/* Borrowed; it is immortal. */
static inline MlObject *
ml_bool (MlHeap   *heap,
         gboolean  value)
{
  return value ? heap->world->true_object : heap->world->false_object;
}

G_END_DECLS
