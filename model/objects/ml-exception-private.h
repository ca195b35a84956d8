/* ml-exception-private.h: what BaseException and the kinds of exceptions share */
#pragma once

#include "ml-exception.h"

G_BEGIN_DECLS

#define ML_EXCEPTION_N_VALUES 8

#define ML_EXCEPTION_FLAGS \
  (ML_TYPE_COLLECTED | ML_TYPE_BASE | ML_TYPE_EXCEPTION | ML_TYPE_ATTRIBUTES | ML_TYPE_MUTABLE)

/* The names of an exception's fields from the second value on, and so forth: a kind puts those of its
 * own values before them. All kinds have as many, since a class may derive from several. */
#define ML_EXCEPTION_FIELDS "args", "__traceback__", "__cause__", "__context__", NULL
#define ML_EXCEPTION_FIELDS_8 "value 8", ML_EXCEPTION_FIELDS
#define ML_EXCEPTION_FIELDS_7 "value 7", ML_EXCEPTION_FIELDS_8
#define ML_EXCEPTION_FIELDS_6 "value 6", ML_EXCEPTION_FIELDS_7
#define ML_EXCEPTION_FIELDS_5 "value 5", ML_EXCEPTION_FIELDS_6
#define ML_EXCEPTION_FIELDS_4 "value 4", ML_EXCEPTION_FIELDS_5
#define ML_EXCEPTION_FIELDS_3 "value 3", ML_EXCEPTION_FIELDS_4
#define ML_EXCEPTION_FIELDS_2 "value 2", ML_EXCEPTION_FIELDS_3
#define ML_EXCEPTION_FIELDS_1 "value 1", ML_EXCEPTION_FIELDS_2

/* Slots of BaseException that others build upon. */
gboolean   ml_exception_init      (MlHeap          *heap,
                                   MlObject        *self,
                                   MlObject *const *args,
                                   gsize            n_args,
                                   MlObject        *kw_names);
MlObject  *ml_exception_str       (MlHeap          *heap,
                                   MlObject        *object);

/* The same as init, but with no look at keywords. */
gboolean   ml_exception_set_args  (MlHeap          *heap,
                                   MlObject        *self,
                                   MlObject *const *args,
                                   gsize            n_args);

/* Value @index, None if there is none. A new reference. */
MlObject  *ml_exception_get_value (MlHeap          *heap,
                                   MlObject        *self,
                                   guint            index);

G_END_DECLS
