/* ml-operations.h: what can be done with any object
 *
 * Each of these looks at the slots of the object's type, as CPython's abstract object layer does,
 * and raises what CPython raises when a slot is missing. They may run Python code unless they say
 * otherwise: what a caller owns meanwhile belongs into an MlNative.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

/* Text. A str, or NULL. */
MlObject  *ml_repr                (MlHeap          *heap,
                                   MlObject        *object);
MlObject  *ml_ascii               (MlHeap          *heap,
                                   MlObject        *object);
MlObject  *ml_to_str              (MlHeap          *heap,
                                   MlObject        *object);

/* Recursion of repr(), comparison and hash in C: RecursionError at the limit. @what ends the
 * message: " while getting the repr of an object". */
gboolean   ml_enter_recursion     (MlHeap          *heap,
                                   const char      *what);
void       ml_leave_recursion     (MlHeap          *heap);

/* Guards the repr() of containers that contain themselves: TRUE if that of *@object is under way
 * already. Otherwise @native holds it until ml_repr_leave(). */
gboolean   ml_repr_enter          (MlHeap          *heap,
                                   MlNative        *native,
                                   MlObject       **object);
void       ml_repr_leave          (MlHeap          *heap,
                                   MlNative        *native);

/* -1: failed. */
gint64     ml_hash                (MlHeap          *heap,
                                   MlObject        *object);

/* 1, 0; -1: failed. Runs no code for bool, None and the numbers. */
int        ml_truth               (MlHeap          *heap,
                                   MlObject        *object);

/* Rich comparison with reflection. A new reference. */
MlObject  *ml_compare             (MlHeap          *heap,
                                   MlObject        *left,
                                   MlObject        *right,
                                   MlCompare        how);

/* The same as a truth; identical objects are equal without being asked, as in containers. 1, 0; -1:
 * failed. */
int        ml_compare_bool        (MlHeap          *heap,
                                   MlObject        *left,
                                   MlObject        *right,
                                   MlCompare        how);

/* Attributes */
MlObject  *ml_get_attribute       (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name);

/* The same, but an AttributeError is no error: FALSE only for others; *@value NULL if there is
 * none. */
gboolean   ml_find_attribute      (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name,
                                   MlObject       **value);

/* @value NULL deletes. */
gboolean   ml_set_attribute       (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name,
                                   MlObject        *value);

/* A method looked up on the type alone, as for special methods, bound. NULL without raising if
 * there is none. */
MlObject  *ml_find_special        (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name);

/* For o.m(...): the function without binding and *@is_method TRUE where that saves a bound method;
 * else the attribute. */
MlObject  *ml_get_method          (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name,
                                   gboolean        *is_method);

/* object.__getattribute__ and object.__setattr__. */
MlObject  *ml_generic_get_attribute (MlHeap        *heap,
                                     MlObject      *self,
                                     MlObject      *name);
gboolean   ml_generic_set_attribute (MlHeap        *heap,
                                     MlObject      *self,
                                     MlObject      *name,
                                     MlObject      *value);

/* Calls */
MlObject  *ml_call                (MlHeap          *heap,
                                   MlObject        *callable,
                                   MlObject *const *args,
                                   gsize            n_args,
                                   MlObject        *kw_names);

/* The same for a callable that nobody else need hold: a native frame called @name holds it meanwhile, as CPython's C functions do. Steals
 * @callable; if that is NULL, something is raised already. */
MlObject  *ml_call_held           (MlHeap          *heap,
                                   MlObject        *name,
                                   MlObject        *callable,
                                   MlObject *const *args,
                                   gsize            n_args,
                                   MlObject        *kw_names);

/* With @n_args objects, borrowed. */
MlObject  *ml_call_with           (MlHeap          *heap,
                                   MlObject        *callable,
                                   gsize            n_args,
                                   ...);

/* object.name(...); @n_args objects, borrowed. */
MlObject  *ml_call_method         (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name,
                                   gsize            n_args,
                                   ...);

/* Puts the values of keyword arguments into @values, borrowed, and returns a tuple of their names;
 * NULL with TypeError if one is no str. */
MlObject  *ml_unpack_keywords     (MlHeap          *heap,
                                   MlObject        *dict,
                                   MlObject       **values);

/* callable(*tuple, **dict); @dict may be NULL. */
MlObject  *ml_call_unpacked       (MlHeap          *heap,
                                   MlObject        *callable,
                                   MlObject        *tuple,
                                   MlObject        *dict);

gboolean   ml_is_callable         (MlObject        *object);

/* Iteration. ml_next() returns NULL at the end with nothing raised, and swallows StopIteration. */
MlObject  *ml_iterate             (MlHeap          *heap,
                                   MlObject        *object);
MlObject  *ml_next                (MlHeap          *heap,
                                   MlObject        *iterator);

/* len() or __length_hint__, @otherwise if neither says; -1: failed. */
gssize     ml_length_hint         (MlHeap          *heap,
                                   MlObject        *object,
                                   gssize           otherwise);

/* list(iterable), tuple(iterable): the object itself, with one more reference, if it is exactly
 * that. @message: "argument after * must be an iterable, not %s"-like text for what cannot be
 * iterated, or NULL. */
MlObject  *ml_as_tuple            (MlHeap          *heap,
                                   MlObject        *iterable);

/* Containers. -1, NULL and FALSE: failed. @value NULL deletes. */
gssize     ml_length              (MlHeap          *heap,
                                   MlObject        *object);
MlObject  *ml_get_item            (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *key);
gboolean   ml_set_item            (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *key,
                                   MlObject        *value);
int        ml_contains            (MlHeap          *heap,
                                   MlObject        *container,
                                   MlObject        *item);

/* Numbers */
MlObject  *ml_unary               (MlHeap          *heap,
                                   MlUnary          how,
                                   MlObject        *operand);
MlObject  *ml_binary              (MlHeap          *heap,
                                   MlBinary         how,
                                   MlObject        *left,
                                   MlObject        *right);
MlObject  *ml_inplace             (MlHeap          *heap,
                                   MlBinary         how,
                                   MlObject        *left,
                                   MlObject        *right);

/* operator.index(object): an int. */
MlObject  *ml_index               (MlHeap          *heap,
                                   MlObject        *object);

/* Classes. 1, 0; -1: failed. @class may be a tuple or union of classes. */
int        ml_is_instance         (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *class);
int        ml_is_subclass         (MlHeap          *heap,
                                   MlObject        *type,
                                   MlObject        *class);

G_END_DECLS
