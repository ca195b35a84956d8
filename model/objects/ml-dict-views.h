/* ml-dict-views.h: the views of a dict (keys, values, items) and their iterators
 *
 * A view holds its dict as ML_REGION_FIELD 0. An iterator does until it is exhausted; the one over
 * items also holds its result pair, which it fills anew while nobody else holds it.
 */
#pragma once

#include "ml-dict.h"

G_BEGIN_DECLS

extern const MlTypeSpec ml_dict_keys_spec;
extern const MlTypeSpec ml_dict_values_spec;
extern const MlTypeSpec ml_dict_items_spec;
extern const MlTypeSpec ml_dict_key_iterator_spec;
extern const MlTypeSpec ml_dict_value_iterator_spec;
extern const MlTypeSpec ml_dict_item_iterator_spec;
extern const MlTypeSpec ml_dict_reverse_key_iterator_spec;
extern const MlTypeSpec ml_dict_reverse_value_iterator_spec;
extern const MlTypeSpec ml_dict_reverse_item_iterator_spec;

typedef enum
{
  ML_DICT_KEYS,
  ML_DICT_VALUES,
  ML_DICT_ITEMS
} MlDictPart;

MlObject *ml_dict_view_new     (MlHeap     *heap,
                                MlObject   *dict,
                                MlDictPart  part);
MlObject *ml_dict_iterator_new (MlHeap     *heap,
                                MlObject   *dict,
                                MlDictPart  part,
                                gboolean    backwards);

G_END_DECLS
