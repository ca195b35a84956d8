#include "ml-rules.h"

static const MlRules all_rules[] = {
  {
      .version = "3.13",
      .small_int_first = -5,
      .small_int_last = 256,
      .collector_thresholds = { 2000, 10, 10 },
  },
  {
      .version = "3.15",
      .small_int_first = -5,
      .small_int_last = 1024,
      .collector_thresholds = { 2000, 10, 0 },
  },
};

const MlRules *
ml_rules_find (const char *version)
{
  g_return_val_if_fail (version != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all_rules); i++)
    if (g_str_equal (version, all_rules[i].version))
      return &all_rules[i];

  return NULL;
}
