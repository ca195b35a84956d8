/* ml-fault.c: mistakes that are planted on purpose */
#include "ml-fault.h"

static const char *const names[] = {
#define ML_FAULT_NAME(member, name, what) name,
  ML_FAULTS (ML_FAULT_NAME)
#undef ML_FAULT_NAME
};

const char *
ml_fault_get_name (MlFault fault)
{
  return names[fault];
}

gboolean
ml_fault_is_planted (MlFault fault)
{
  return g_strcmp0 (g_getenv ("ML_FAULT"), names[fault]) == 0;
}
