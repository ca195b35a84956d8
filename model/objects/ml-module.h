/* ml-module.h: a module, and a super() */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  MlObject *dict;
} MlModule;

extern const MlTypeSpec ml_module_spec;
extern const MlTypeSpec ml_super_spec;

/* An empty module with __name__, __doc__, __package__, __loader__ and __spec__. */
MlObject *ml_module_new      (MlHeap          *heap,
                              const char      *name,
                              const char      *doc);

/* Borrowed. */
MlObject *ml_module_get_dict (MlObject        *self);

/* Adds functions in C; their __self__ is the module. */
gboolean  ml_module_add_functions (MlHeap         *heap,
                                   MlObject       *self,
                                   const MlMethod *functions);

/* Adds @value (steals it) under @name; FALSE with an exception, also if @value is NULL. */
gboolean  ml_module_add      (MlHeap          *heap,
                              MlObject        *self,
                              const char      *name,
                              MlObject        *value);

/* super (type, self).name, without making a super object. */
MlObject *ml_super_get_attribute (MlHeap      *heap,
                                  MlType      *type,
                                  MlObject    *self,
                                  MlObject    *name,
                                  gboolean    *is_method);

G_END_DECLS
