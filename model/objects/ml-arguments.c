#include "ml-arguments.h"

#include "ml-exception.h"
#include "ml-str.h"
#include "ml-tuple.h"

static gssize
find_name (const char *const *names, MlObject *name)
{
  for (gssize i = 0; names[i] != NULL; i++)
    if (ml_str_equal_utf8 (name, names[i]))
      return i;

  return -1;
}

static gboolean
take_keyword (MlHeap *heap,
              const char *function,
              const char *const *names,
              MlObject *name,
              MlObject *value,
              MlObject **values)
{
  gssize index = find_name (names, name);

  if (index < 0)
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s() got an unexpected keyword argument '%s'",
                function,
                ml_str_get_utf8 (name, NULL));
      return FALSE;
    }

  if (values[index] != NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "argument for %s() given by name ('%s') and position (%" G_GSSIZE_FORMAT ")",
                function,
                names[index],
                index + 1);
      return FALSE;
    }

  values[index] = value;

  return TRUE;
}

gboolean
ml_read_arguments (MlHeap *heap,
                   const char *function,
                   const char *const *names,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names,
                   MlObject **values)
{
  gsize n_keywords = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;
  gsize n_names = g_strv_length ((char **) names);

  if (n_args + n_keywords > n_names)
    {
      ml_raise (heap,
                heap->world->type_error,
                "%s() takes at most %" G_GSIZE_FORMAT "%s argument%s (%" G_GSIZE_FORMAT " given)",
                function,
                n_names,
                n_args == 0 ? " keyword" : "",
                n_names == 1 ? "" : "s",
                n_args + n_keywords);
      return FALSE;
    }

  for (gsize i = 0; i < n_args; i++)
    values[i] = args[i];

  for (gsize i = 0; i < n_keywords; i++)
    if (!take_keyword (heap, function, names, ml_tuple_get (kw_names, i), args[n_args + i], values))
      return FALSE;

  return TRUE;
}
