/* ml-function.h: functions of the program, and methods bound to an object
 *
 * How they are called is the runtime's matter: it puts its call slots in when it starts.
 */
#pragma once

#include "ml-code.h"

G_BEGIN_DECLS

/* In the order in which a dying function lets go, as CPython's func_clear. */
typedef struct
{
  MlObject  object;
  MlObject *globals;
  MlObject *module;            /* or NULL, as all below but code, name and qualified_name */
  MlObject *defaults;          /* tuple */
  MlObject *keyword_defaults;  /* dict */
  MlObject *doc;
  MlObject *dict;
  MlObject *closure;           /* tuple of cells */
  MlObject *annotations;       /* dict, or the compiler's tuple until it is asked for */
  MlObject *type_params;
  MlObject *builtins;
  MlCode   *code;
  MlObject *name;
  MlObject *qualified_name;
} MlFunction;

typedef struct
{
  MlObject  object;
  MlObject *function;
  MlObject *self;
} MlMethodObject;

extern const MlTypeSpec ml_function_spec;
extern const MlTypeSpec ml_method_spec;

/* A function of @code with @globals; steals nothing. */
MlObject *ml_function_new   (MlHeap   *heap,
                             MlCode   *code,
                             MlObject *globals,
                             MlObject *builtins);

/* Sets a part (steals @value) that SET_FUNCTION_ATTRIBUTE names: an MlFunctionAttribute. */
void      ml_function_set_part (MlHeap   *heap,
                                MlObject *self,
                                int       part,
                                MlObject *value);

/* A bound method. */
MlObject *ml_method_new     (MlHeap   *heap,
                             MlObject *function,
                             MlObject *self);

static inline gboolean
ml_is_function (MlHeap        *heap,
                gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->function_type;
}

static inline gboolean
ml_is_method (MlHeap        *heap,
              gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->method_type;
}

G_END_DECLS
