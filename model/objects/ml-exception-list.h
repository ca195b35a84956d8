/* ml-exception-list.h: the names of all built-in exceptions
 *
 * A base stands before what derives from it.
 */
#pragma once

/* X (member of MlWorld, description): exceptions that have fields or a str() of their own. */
#define ML_SPECIAL_EXCEPTIONS(X)                                \
  X (base_exception, ml_base_exception_spec)                    \
  X (system_exit, ml_system_exit_spec)                          \
  X (attribute_error, ml_attribute_error_spec)                  \
  X (import_error, ml_import_error_spec)                        \
  X (module_not_found_error, ml_module_not_found_error_spec)    \
  X (key_error, ml_key_error_spec)                              \
  X (name_error, ml_name_error_spec)                            \
  X (unbound_local_error, ml_unbound_local_error_spec)          \
  X (os_error, ml_os_error_spec)                                \
  X (stop_iteration, ml_stop_iteration_spec)                    \
  X (syntax_error, ml_syntax_error_spec)                        \
  X (indentation_error, ml_indentation_error_spec)              \
  X (tab_error, ml_tab_error_spec)

/* X (member of MlWorld, Name, base, documentation): all others. */
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
  X (unicode_decode_error, UnicodeDecodeError, unicode_error, "Unicode decoding error.")          \
  X (unicode_encode_error, UnicodeEncodeError, unicode_error, "Unicode encoding error.")          \
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
