/* ml-native-function.h: functions and methods written in C, as Python objects
 *
 * A builtin_function_or_method is a function of a module (self is the module) or a method bound to
 * an object. A method_descriptor is the same before binding, in the dict of a type.
 */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject        object;
  const MlMethod *method;
  MlObject       *self;    /* or NULL */
  MlObject       *module;  /* str or NULL */
} MlNativeFunction;

typedef struct
{
  MlObject        object;
  MlType         *owner;
  MlObject       *name;
  const MlMethod *method;
} MlMethodDescriptor;

extern const MlTypeSpec ml_native_function_spec;
extern const MlTypeSpec ml_method_descriptor_spec;
extern const MlTypeSpec ml_class_method_descriptor_spec;

/* @self and @module may be NULL. */
MlObject *ml_native_function_new   (MlHeap          *heap,
                                    const MlMethod  *method,
                                    MlObject        *self,
                                    MlObject        *module);

/* What stands for @method in @owner's dict: by its kind a method_descriptor, a
 * classmethod_descriptor, or a staticmethod. */
MlObject *ml_method_descriptor_new (MlHeap          *heap,
                                    MlType          *owner,
                                    const MlMethod  *method,
                                    MlObject        *name);

/* Calls a C function after checking its arguments' number. @owner, an MlType or the name of a module
 * as a str, is part of some messages (NULL: none). */
MlObject *ml_native_call           (MlHeap          *heap,
                                    const MlMethod  *method,
                                    gconstpointer    owner,
                                    MlObject        *self,
                                    MlObject *const *args,
                                    gsize            n_args,
                                    MlObject        *kw_names);

/* Sorts positional and keyword arguments into @places by the names in @names (NULL-terminated; ""
 * for a positional-only one): borrowed, NULL where nothing was given. @min: so many must be there.
 * FALSE with CPython's TypeError. */
gboolean  ml_native_parse          (MlHeap          *heap,
                                    const char      *function,
                                    const char *const *names,
                                    guint            min,
                                    guint            max_positional,
                                    MlObject *const *args,
                                    gsize            n_args,
                                    MlObject        *kw_names,
                                    MlObject       **places);

G_END_DECLS
