/* ml-type-class.h: what a class statement makes
 *
 * The part of ml-type.c that serves classes of the program: layout, __slots__, order, hooks.
 */
#pragma once

#include "ml-type.h"

G_BEGIN_DECLS

/* The method resolution order (C3), a new tuple; TypeError if there is none. */
MlObject *ml_type_compute_mro   (MlHeap          *heap,
                                 MlType          *type);

/* @type becomes known to @base as a subclass. */
void      ml_type_add_subclass  (MlType          *base,
                                 MlType          *type);

/* Instances of @type have slots or attributes beside what its built-in layout holds: their life is
 * made of both parts. */
void      ml_type_use_instance_life (MlType *type);

/* type.__new__ and type.__init__: the slots of `type`. */
MlObject *ml_type_make          (MlHeap          *heap,
                                 MlType          *metaclass,
                                 MlObject *const *args,
                                 gsize            n_args,
                                 MlObject        *kw_names);
gboolean  ml_type_init          (MlHeap          *heap,
                                 MlObject        *self,
                                 MlObject *const *args,
                                 gsize            n_args,
                                 MlObject        *kw_names);

/* The most derived of @metaclass and the types of @bases: borrowed; NULL with TypeError if they
 * conflict. */
MlType   *ml_type_choose_metaclass (MlHeap      *heap,
                                    MlType      *metaclass,
                                    MlObject    *bases);

G_END_DECLS
