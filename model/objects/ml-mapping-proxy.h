/* ml-mapping-proxy.h: mappingproxy, a read-only view of a mapping: what the __dict__ of a class
 * gives
 *
 * The mapping is ML_REGION_FIELD 0.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  MlObject *mapping;
} MlMappingProxy;

extern const MlTypeSpec ml_mapping_proxy_spec;

MlObject *ml_mapping_proxy_new (MlHeap   *heap,
                                MlObject *mapping);

G_END_DECLS
