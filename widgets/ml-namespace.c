/* ml-namespace.c: dicts that hold names */
#define G_LOG_DOMAIN "ml-namespace"

#include "config.h"

#include "ml-namespace.h"

const MlThing *
ml_namespace_find_owner (MlMemory *memory, MlSerial dict)
{
  const MlThing *owner = NULL;
  const MlHolder *holders;
  guint n;

  g_return_val_if_fail (memory != NULL, NULL);

  holders = ml_memory_get_holders (memory, dict, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *holder = ml_memory_get (memory, holders[i].thing);
      g_autofree char *slot = NULL;

      if (ML_SLOT_REGION (holders[i].slot) != ML_REGION_FIELD)
        continue;

      if (holder->kind == ML_KIND_FRAME)
        return holder;

      slot = ml_memory_name_slot (memory, holder, holders[i].slot);

      if (g_str_equal (slot, "__dict__"))
        owner = holder;
    }

  return owner;
}
