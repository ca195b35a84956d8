/* ml-exception.h: BaseException and what derives from it
 *
 * The exception under way is heap->raised. Whoever fails raises and returns NULL, -1 or FALSE; who can go on takes it with
 * ml_take_raised() or drops it with ml_clear_raised(). The chain of contexts is made where an exception is raised while another is being
 * handled: heap->handled.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  gpointer  attributes;       /* of ml-instance.h: BaseException's instances have a __dict__; first of all, where it looks for it */
  MlObject *args;             /* tuple */
  MlObject *notes;            /* list or NULL */
  MlObject *traceback;        /* or NULL */
  MlObject *context;          /* or NULL */
  MlObject *cause;            /* or NULL */
  gboolean  suppress_context;
  MlObject *values[6];        /* what a kind of exception has besides: StopIteration's value, SyntaxError's filename... */
} MlException;

/* X (member, Name, base, documentation): every built-in exception that has no fields of its own. */
#define ML_EXCEPTIONS(X)                                                                          \
  X (generator_exit, GeneratorExit, base_exception, "Request that a generator exit.")             \
  X (keyboard_interrupt, KeyboardInterrupt, base_exception, "Program interrupted by user.")       \
  X (exception, Exception, base_exception, "Common base class for all non-exit exceptions.")      \
  X (arithmetic_error, ArithmeticError, exception, "Base class for arithmetic errors.")           \
  X (floating_point_error, FloatingPointError, arithmetic_error,                                  \
     "Floating-point operation failed.")                                                          \
  X (overflow_error, OverflowError, arithmetic_error, "Result too large to be represented.")      \
  X (zero_division_error, ZeroDivisionError, arithmetic_error,                                    \
     "Second argument to a division or modulo operation was zero.")                               \
  X (assertion_error, AssertionError, exception, "Assertion failed.")                             \
  X (buffer_error, BufferError, exception, "Buffer error.")                                       \
  X (eof_error, EOFError, exception, "Read beyond end of file.")                                  \
  X (lookup_error, LookupError, exception, "Base class for lookup errors.")                       \
  X (index_error, IndexError, lookup_error, "Sequence index out of range.")                       \
  X (memory_error, MemoryError, exception, "Out of memory.")                                      \
  X (reference_error, ReferenceError, exception,                                                  \
     "Weak ref proxy used after referent went away.")                                             \
  X (runtime_error, RuntimeError, exception, "Unspecified run-time error.")                       \
  X (not_implemented_error, NotImplementedError, runtime_error,                                   \
     "Method or function hasn't been implemented yet.")                                           \
  X (python_finalization_error, PythonFinalizationError, runtime_error,                           \
     "Operation blocked during Python finalization.")                                             \
  X (recursion_error, RecursionError, runtime_error, "Recursion limit exceeded.")                 \
  X (stop_async_iteration, StopAsyncIteration, exception,                                         \
     "Signal the end from iterator.__anext__().")                                                 \
  X (system_error, SystemError, exception,                                                        \
     "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, " \
     "along with the traceback,\nthe Python version, and the hardware/OS platform and version.")  \
  X (type_error, TypeError, exception, "Inappropriate argument type.")                            \
  X (value_error, ValueError, exception, "Inappropriate argument value (of correct type).")       \
  X (unicode_error, UnicodeError, value_error, "Unicode related error.")                          \
  X (warning, Warning, exception, "Base class for warning categories.")                           \
  X (bytes_warning, BytesWarning, warning,                                                        \
     "Base class for warnings about bytes and buffer related problems, mostly\nrelated to "       \
     "conversion from str or comparing to str.")                                                  \
  X (deprecation_warning, DeprecationWarning, warning,                                            \
     "Base class for warnings about deprecated features.")                                        \
  X (encoding_warning, EncodingWarning, warning, "Base class for warnings about encodings.")      \
  X (future_warning, FutureWarning, warning,                                                      \
     "Base class for warnings about constructs that will change semantically\nin the future.")    \
  X (import_warning, ImportWarning, warning,                                                      \
     "Base class for warnings about probable mistakes in module imports")                         \
  X (pending_deprecation_warning, PendingDeprecationWarning, warning,                             \
     "Base class for warnings about features which will be deprecated\nin the future.")           \
  X (resource_warning, ResourceWarning, warning,                                                  \
     "Base class for warnings about resource usage.")                                             \
  X (runtime_warning, RuntimeWarning, warning,                                                    \
     "Base class for warnings about dubious runtime behavior.")                                   \
  X (syntax_warning, SyntaxWarning, warning, "Base class for warnings about dubious syntax.")     \
  X (unicode_warning, UnicodeWarning, warning,                                                    \
     "Base class for warnings about Unicode related problems, mostly\nrelated to conversion "     \
     "problems.")                                                                                 \
  X (user_warning, UserWarning, warning, "Base class for warnings generated by user code.")

#define ML_EXCEPTION_SPEC_DECLARATION(member, name, base, doc) \
  extern const MlTypeSpec ml_##member##_spec;
extern const MlTypeSpec ml_base_exception_spec;
ML_EXCEPTIONS (ML_EXCEPTION_SPEC_DECLARATION)
#undef ML_EXCEPTION_SPEC_DECLARATION

/* Those with fields of their own, or a str() of their own. */
extern const MlTypeSpec ml_attribute_error_spec;
extern const MlTypeSpec ml_import_error_spec;
extern const MlTypeSpec ml_key_error_spec;
extern const MlTypeSpec ml_module_not_found_error_spec;
extern const MlTypeSpec ml_name_error_spec;
extern const MlTypeSpec ml_os_error_spec;
extern const MlTypeSpec ml_stop_iteration_spec;
extern const MlTypeSpec ml_syntax_error_spec;
extern const MlTypeSpec ml_indentation_error_spec;
extern const MlTypeSpec ml_tab_error_spec;
extern const MlTypeSpec ml_system_exit_spec;
extern const MlTypeSpec ml_unbound_local_error_spec;

/* Raises @type with a message made as by printf (%s: UTF-8). Always NULL. */
gpointer   ml_raise               (MlHeap          *heap,
                                   MlType          *type,
                                   const char      *format,
                                   ...) G_GNUC_PRINTF (3, 4);

/* Raises type(value), as a C function does: @value is the only argument; a NULL one makes no argument. Always NULL. */
gpointer   ml_raise_value         (MlHeap          *heap,
                                   MlType          *type,
                                   MlObject        *value);

/* Raises @exception, an instance (steals it). Its context becomes the exception being handled. Always NULL. */
gpointer   ml_raise_object        (MlHeap          *heap,
                                   MlObject        *exception);

/* AttributeError "'int' object has no attribute 'x'", with name and obj set. Always NULL. */
gpointer   ml_raise_no_attribute  (MlHeap          *heap,
                                   MlObject        *object,
                                   MlObject        *name);

/* Takes what is raised; the caller owns it. NULL if nothing is. */
MlObject  *ml_take_raised         (MlHeap          *heap);

/* Puts it back (steals; NULL is nothing). What is raised meanwhile is dropped. */
void       ml_restore_raised      (MlHeap          *heap,
                                   MlObject        *exception);
void       ml_clear_raised        (MlHeap          *heap);

/* Whether something of @type is raised. */
gboolean   ml_raised_is           (MlHeap          *heap,
                                   const MlType    *type);

/* Whether @exception is caught by @class, a class or a tuple of classes: 1, 0; -1: not classes of exceptions, TypeError raised. */
int        ml_exception_matches   (MlHeap          *heap,
                                   MlObject        *exception,
                                   MlObject        *class);

static inline gboolean
ml_is_exception (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_EXCEPTION) != 0;
}

G_END_DECLS
