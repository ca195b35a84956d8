/* ml-exception.h: BaseException and what derives from it
 *
 * The exception under way is heap->raised. Whoever fails raises and returns NULL, -1 or FALSE; who
 * can go on takes it with ml_take_raised() or drops it with ml_clear_raised(). The chain of
 * contexts is made where an exception is raised while another is being handled: heap->handled.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  MlObject *dict;             /* ml-instance.h looks for it here */
  MlObject *args;             /* tuple */
  MlObject *traceback;        /* each of the rest or NULL */
  MlObject *cause;
  MlObject *context;
  /* what a kind of exception has besides: ML_STOP_ITERATION_VALUE, ... */
  MlObject *values[8];
  gboolean  suppress_context;
} MlException;

/* Indexes into values. */
enum
{
  ML_STOP_ITERATION_VALUE = 0,
  ML_SYSTEM_EXIT_CODE = 0,
  ML_NAME_ERROR_NAME = 0,
  ML_ATTRIBUTE_ERROR_OBJ = 0,
  ML_ATTRIBUTE_ERROR_NAME,
  ML_IMPORT_ERROR_MSG = 0,
  ML_IMPORT_ERROR_NAME,
  ML_IMPORT_ERROR_PATH,
  ML_OS_ERROR_ERRNO = 0,
  ML_OS_ERROR_STRERROR,
  ML_OS_ERROR_FILENAME,
  ML_SYNTAX_ERROR_MSG = 0,
  ML_SYNTAX_ERROR_FILENAME,
  ML_SYNTAX_ERROR_LINENO,
  ML_SYNTAX_ERROR_OFFSET,
  ML_SYNTAX_ERROR_TEXT,
  ML_SYNTAX_ERROR_END_LINENO,
  ML_SYNTAX_ERROR_END_OFFSET,
  ML_SYNTAX_ERROR_PRINT_FILE_AND_LINE
};

#define ML_EXCEPTION_SPEC_DECLARATION(member, name, base, doc) \
  extern const MlTypeSpec ml_##member##_spec;
ML_EXCEPTIONS (ML_EXCEPTION_SPEC_DECLARATION)
#undef ML_EXCEPTION_SPEC_DECLARATION

/* Those with fields or a str() of their own. */
#define ML_EXCEPTION_SPEC_DECLARATION(member, spec) extern const MlTypeSpec spec;
ML_SPECIAL_EXCEPTIONS (ML_EXCEPTION_SPEC_DECLARATION)
#undef ML_EXCEPTION_SPEC_DECLARATION

/* Raises @type with a message made as by printf (%s: UTF-8). Always NULL. */
gpointer   ml_raise               (MlHeap          *heap,
                                   MlType          *type,
                                   const char      *format,
                                   ...) G_GNUC_PRINTF (3, 4);

/* Raises type(value), as a C function does: @value is the only argument; a NULL one makes no
 * argument. Always NULL. */
gpointer   ml_raise_value         (MlHeap          *heap,
                                   MlType          *type,
                                   MlObject        *value);

/* Raises @exception, an instance (steals it). Its context becomes the exception being handled.
 * Always NULL. */
gpointer   ml_raise_object        (MlHeap          *heap,
                                   MlObject        *exception);

/* AttributeError "'int' object has no attribute 'x'", with name and obj set. Always NULL. */
gpointer   ml_raise_no_attribute  (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name);

/* Tells an AttributeError that was just raised whose attribute was missing. Always NULL. */
gpointer   ml_complete_attribute_error (MlHeap     *heap,
                                   MlObject        *object,
                                   MlObject        *name);

/* Sets a part of an exception (steals @value, which may be NULL). */
void       ml_exception_set_traceback (MlHeap       *heap,
                                       MlObject     *self,
                                       MlObject     *value);
void       ml_exception_set_cause     (MlHeap       *heap,
                                       MlObject     *self,
                                       MlObject     *value);
void       ml_exception_set_context   (MlHeap       *heap,
                                       MlObject     *self,
                                       MlObject     *value);
void       ml_exception_set_value     (MlHeap       *heap,
                                       MlObject     *self,
                                       guint         index,
                                       MlObject     *value);

/* Takes what is raised; the caller owns it. NULL if nothing is. */
MlObject  *ml_take_raised         (MlHeap          *heap);

/* Puts it back (steals; NULL is nothing). What is raised meanwhile is dropped. */
void       ml_restore_raised      (MlHeap          *heap,
                                   MlObject        *exception);
void       ml_clear_raised        (MlHeap          *heap);

/* The exception that is being handled, by the running code or by who called it; borrowed, or
 * NULL. */
MlObject  *ml_get_handled         (MlHeap          *heap);

/* Whether something of @type is raised. */
gboolean   ml_raised_is           (MlHeap          *heap,
                                   const MlType    *type);

/* Whether @exception is caught by @class, a class or a tuple of classes: 1, 0; -1: not classes of
 * exceptions, TypeError raised. */
int        ml_exception_matches   (MlHeap          *heap,
                                   MlObject        *exception,
                                   MlObject        *class);

static inline gboolean
ml_is_exception (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_EXCEPTION) != 0;
}

G_END_DECLS
