/* ml-fault.h: mistakes that are planted on purpose
 *
 * `memory-lane check` is worth what it finds. In a build with ML_PLANTED_FAULTS the environment
 * variable ML_FAULT chooses one of the mistakes below, and the code then makes it wherever
 *
 *   if (ML_FAULT (LIST_ITEM))
 *
 * stands. A test demands that `check` finds each of them. An ordinary build has nothing of it: there
 * the question is FALSE before the compiler is done.
 *
 * The files that ask are compiled a second time for that test (tests/faults/).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#ifdef ML_PLANTED_FAULTS

/* A name for ML_FAULT(), one for the environment, and the mistake. */
#define ML_FAULTS(FAULT)                                                                          \
  FAULT (LIST_ITEM, "list-item", "an appended item is counted twice")                             \
  FAULT (DICT_VALUE, "dict-value", "a new value is not told of")                                  \
  FAULT (FRAME_LOCAL, "frame-local", "a local is not released when its frame ends")               \
  FAULT (CELL_CONTENTS, "cell-contents", "what a cell holds first is counted twice")              \
  FAULT (CLASS_BASES, "class-bases", "a class counts its tuple of bases twice")                   \
  FAULT (ATTRIBUTE_DELETED, "attribute-deleted", "a deleted attribute is told as still there")    \
  FAULT (GENERATOR_VALUE, "generator-value", "what a generator yields is counted twice")          \
  FAULT (EXCEPTION_CONTEXT, "exception-context", "an exception's context is told as its cause")   \
  FAULT (COLLECTOR_HOLD, "collector-hold", "the collector does not release what it has found")    \
  FAULT (WEAK_REFERENT, "weak-referent", "that a weak reference is cleared is not told of")       \
  FAULT (ITERATOR_SOURCE, "iterator-source", "an iterator does not count its list")               \
  FAULT (BUILT_IN_SLOT, "built-in-slot", "a built-in at work does not release its first object")

typedef enum
{
#define ML_FAULT_MEMBER(member, name, what) ML_FAULT_##member,
  ML_FAULTS (ML_FAULT_MEMBER)
#undef ML_FAULT_MEMBER
  ML_N_FAULTS
} MlFault;

const char *ml_fault_get_name   (MlFault fault);
gboolean    ml_fault_is_planted (MlFault fault);

#define ML_FAULT(member) G_UNLIKELY (ml_fault_is_planted (ML_FAULT_##member))

#else

#define ML_FAULT(member) FALSE

#endif

G_END_DECLS
