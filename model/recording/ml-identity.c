/* ml-identity.c: why two names mean one object, or two */
#include "ml-identity.h"

#include "ml-value.h"

static const struct
{
  const char *name;
  const char *rule;
} identities[ML_N_IDENTITIES] = {
  [ML_IDENTITY_ALIAS] = { "alias", "it was made once, and assignment never copies" },
  [ML_IDENTITY_CONSTANT] = { "constant", "equal constants of one piece of code are stored once" },
  [ML_IDENTITY_FOLDED] = { "folded",
                           "the compiler computed it, and stores equal constants of one piece of "
                           "code once" },
  [ML_IDENTITY_SMALL_INT] = { "small-int",
                              "small integers are made in advance, each of them once" },
  [ML_IDENTITY_INTERNED] = { "interned",
                             "strings that look like names are interned: each is stored once" },
  [ML_IDENTITY_CHARACTER] = { "character",
                              "empty and one-character strings are made in advance, each of them "
                              "once" },
  [ML_IDENTITY_SINGLETON] = { "singleton", "there is only one of its kind" },
  [ML_IDENTITY_BUILTIN] = { "built-in", "it was there before the program, once" },
  [ML_IDENTITY_OTHER_TYPES] = { "other-types", "their types differ" },
  [ML_IDENTITY_OTHER_VALUES] = { "other-values", "their values differ" },
  [ML_IDENTITY_OTHER_UNITS] = { "other-units",
                                "constants of pieces of code that were compiled apart are stored "
                                "apart" },
  [ML_IDENTITY_MADE_ANEW] = { "made-anew",
                              "one that is made while the program runs is a new object each time" },
};

static MlIdentity
find_for_one (const MlThing *thing)
{
  switch ((MlOrigin) thing->origin)
    {
    case ML_ORIGIN_LITERAL:
      return ML_IDENTITY_CONSTANT;
    case ML_ORIGIN_FOLDED:
      return ML_IDENTITY_FOLDED;
    case ML_ORIGIN_SMALL_INT:
      return ML_IDENTITY_SMALL_INT;
    case ML_ORIGIN_INTERNED:
      return ML_IDENTITY_INTERNED;
    case ML_ORIGIN_CHARACTER:
      return ML_IDENTITY_CHARACTER;
    case ML_ORIGIN_SINGLETON:
      return ML_IDENTITY_SINGLETON;
    case ML_ORIGIN_BUILTIN:
      return ML_IDENTITY_BUILTIN;
    case ML_ORIGIN_RUN:
    case ML_N_ORIGINS:
      break;
    }

  return ML_IDENTITY_ALIAS;
}

static gboolean
is_constant (const MlThing *thing)
{
  return thing->origin == ML_ORIGIN_LITERAL || thing->origin == ML_ORIGIN_FOLDED;
}

static gboolean
differ (const MlThing *first, const MlThing *second)
{
  g_autofree char *one = ml_value_write (first, '"', G_MAXUINT);
  g_autofree char *other = ml_value_write (second, '"', G_MAXUINT);

  return one != NULL && other != NULL && !g_str_equal (one, other);
}

MlIdentity
ml_identity_find (MlMemory *memory, MlSerial first, MlSerial second)
{
  const MlThing *one = ml_memory_get (memory, first);
  const MlThing *other = ml_memory_get (memory, second);

  g_return_val_if_fail (one != NULL && other != NULL, ML_IDENTITY_OTHER_VALUES);

  if (first == second)
    return find_for_one (one);

  if (one->type != other->type)
    return ML_IDENTITY_OTHER_TYPES;

  if (differ (one, other))
    return ML_IDENTITY_OTHER_VALUES;

  return is_constant (one) && is_constant (other) ? ML_IDENTITY_OTHER_UNITS : ML_IDENTITY_MADE_ANEW;
}

gboolean
ml_identity_is_one (MlIdentity identity)
{
  return identity < ML_IDENTITY_OTHER_TYPES;
}

const char *
ml_identity_get_name (MlIdentity identity)
{
  g_return_val_if_fail (identity < ML_N_IDENTITIES, NULL);

  return identities[identity].name;
}

const char *
ml_identity_get_rule (MlIdentity identity)
{
  g_return_val_if_fail (identity < ML_N_IDENTITIES, NULL);

  return identities[identity].rule;
}
