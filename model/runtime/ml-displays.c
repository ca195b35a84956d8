/* ml-displays.c: what the longer instructions do: displays, unpacking, text */
#include "ml-instructions.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Displays */

gboolean
ml_do_build_tuple (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *tuple;

  frame->top -= arg;
  tuple = ml_tuple_new_take (heap, frame->top, arg);

  if (tuple == NULL)
    return FALSE;

  *frame->top++ = tuple;

  return TRUE;
}

gboolean
ml_do_build_list (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *list;

  frame->top -= arg;
  list = ml_list_new_take (heap, frame->top, arg);

  if (list == NULL)
    return FALSE;

  *frame->top++ = list;

  return TRUE;
}

gboolean
ml_do_build_set (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject **items = frame->top - arg;
  MlObject *set = ml_set_new (heap);

  if (set == NULL)
    return FALSE;

  *frame->top++ = set;

  for (int i = 0; i < arg; i++)
    if (!ml_set_add (heap, set, items[i]))
      return FALSE;

  frame->top--;
  ml_ref (set);
  ml_operands_drop (heap, frame, arg, TRUE);
  set->count--;
  *frame->top++ = set;

  return TRUE;
}

gboolean
ml_do_build_map (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject **items = frame->top - 2 * arg;
  MlObject *dict = ml_dict_new (heap);

  if (dict == NULL)
    return FALSE;

  *frame->top++ = dict;

  for (int i = 0; i < arg; i++)
    if (!ml_dict_set (heap, dict, items[2 * i], items[2 * i + 1]))
      return FALSE;

  frame->top--;

  return arg > 0 ? ml_operands_finish (heap, frame, 2 * arg, dict) : (*frame->top++ = dict, TRUE);
}

gboolean
ml_do_build_const_key_map (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *keys = frame->top[-1];
  MlObject **values = frame->top - 1 - arg;
  MlObject *dict = ml_dict_new (heap);

  if (dict == NULL)
    return FALSE;

  *frame->top++ = dict;

  for (int i = 0; i < arg; i++)
    if (!ml_dict_set (heap, dict, ml_tuple_get (keys, i), values[i]))
      return FALSE;

  frame->top--;

  return ml_operands_finish (heap, frame, arg + 1, dict);
}

gboolean
ml_do_build_string (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *text = ml_str_join (heap, heap->world->empty_str, frame->top - arg, arg);

  return ml_operands_finish (heap, frame, arg, text);
}

/* The container that is the arg-th item below the topmost one. */
static MlObject *
below (MlFrame *frame, int arg)
{
  return frame->top[-1 - arg];
}

static gboolean
is_not_iterable (MlHeap *heap, MlObject *object)
{
  return object->type->slots.iterate == NULL && object->type->slots.get_item == NULL;
}

gboolean
ml_do_list_extend (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *iterable = frame->top[-1];
  gboolean done = ml_list_extend (heap, below (frame, arg), iterable);

  if (!done && is_not_iterable (heap, iterable) && ml_raised_is (heap, heap->world->type_error))
    {
      ml_clear_raised (heap);
      ml_raise (heap,
                heap->world->type_error,
                "Value after * must be an iterable, not %s",
                iterable->type->name);
    }

  return ml_operands_drop (heap, frame, 1, done);
}

gboolean
ml_do_set_add (MlHeap *heap, MlFrame *frame, int arg)
{
  return ml_operands_drop (heap, frame, 1, ml_set_add (heap, below (frame, arg), frame->top[-1]));
}

gboolean
ml_do_set_update (MlHeap *heap, MlFrame *frame, int arg)
{
  return ml_operands_drop (
      heap, frame, 1, ml_set_update (heap, below (frame, arg), frame->top[-1]));
}

gboolean
ml_do_map_add (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *dict = frame->top[-2 - arg];
  gboolean done = ml_dict_set (heap, dict, frame->top[-2], frame->top[-1]);

  return ml_operands_drop (heap, frame, 2, done);
}

gboolean
ml_do_dict_update (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *mapping = frame->top[-1];
  gboolean done = ml_dict_merge (heap, below (frame, arg), mapping, TRUE);

  if (!done && ml_raised_is (heap, heap->world->attribute_error))
    {
      ml_clear_raised (heap);
      ml_raise (heap, heap->world->type_error, "'%s' object is not a mapping", mapping->type->name);
    }

  return ml_operands_drop (heap, frame, 1, done);
}

char *
ml_describe_callable (MlHeap *heap, MlObject *callable)
{
  MlObject *name = NULL;
  MlObject *module = NULL;
  char *text;

  if (!ml_find_attribute (heap, callable, ml_name (heap, __qualname__), &name) ||
      !ml_find_attribute (heap, callable, ml_name (heap, __module__), &module))
    ml_clear_raised (heap);

  if (name == NULL || !ml_is_str (name))
    text = g_strdup_printf ("%s object", callable->type->name);
  else if (module == NULL || !ml_is_str (module) ||
           g_str_equal (ml_str_get_utf8 (module, NULL), "builtins"))
    text = g_strdup_printf ("%s()", ml_str_get_utf8 (name, NULL));
  else
    text =
        g_strdup_printf ("%s.%s()", ml_str_get_utf8 (module, NULL), ml_str_get_utf8 (name, NULL));

  ml_unref_any (heap, name);
  ml_unref_any (heap, module);

  return text;
}

/* f(**a, **b): a key in both is an error. */
gboolean
ml_do_dict_merge (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *dict = below (frame, arg);
  MlObject *mapping = frame->top[-1];
  MlObject *callable = frame->top[-1 - arg - 3];
  MlObject *key;
  gsize position = 0;

  if (!ml_is_dict (mapping))
    {
      if (!ml_do_dict_update (heap, frame, arg))
        {
          g_autofree char *name = NULL;

          if (!ml_raised_is (heap, heap->world->type_error))
            return FALSE;

          ml_clear_raised (heap);
          name = ml_describe_callable (heap, callable);
          ml_raise (heap,
                    heap->world->type_error,
                    "%s argument after ** must be a mapping, not %s",
                    name,
                    mapping->type->name);
          return FALSE;
        }

      return TRUE;
    }

  while (ml_dict_next (mapping, &position, &key, NULL, NULL))
    {
      int there = ml_dict_contains (heap, dict, key);
      g_autofree char *name = NULL;

      if (there < 0)
        return FALSE;

      if (!there)
        continue;

      name = ml_describe_callable (heap, callable);

      if (ml_is_str (key))
        ml_raise (heap,
                  heap->world->type_error,
                  "%s got multiple values for keyword argument '%s'",
                  name,
                  ml_str_get_utf8 (key, NULL));
      else
        ml_raise (heap, heap->world->type_error, "%s keywords must be strings", name);

      return FALSE;
    }

  return ml_operands_drop (heap, frame, 1, ml_dict_merge (heap, dict, mapping, TRUE));
}

/* Unpacking */

static gboolean
raise_too_few (MlHeap *heap, gsize wanted, gsize got, gboolean at_least)
{
  ml_raise (heap,
            heap->world->value_error,
            "not enough values to unpack (expected %s%" G_GSIZE_FORMAT ", got %" G_GSIZE_FORMAT ")",
            at_least ? "at least " : "",
            wanted,
            got);

  return FALSE;
}

static gboolean
raise_too_many (MlHeap *heap, gsize wanted)
{
  ml_raise (heap,
            heap->world->value_error,
            "too many values to unpack (expected %" G_GSIZE_FORMAT ")",
            wanted);

  return FALSE;
}

static MlObject *
iterate_to_unpack (MlHeap *heap, MlObject *object)
{
  if (is_not_iterable (heap, object))
    return ml_raise (
        heap, heap->world->type_error, "cannot unpack non-iterable %s object", object->type->name);

  return ml_iterate (heap, object);
}

/* The items stand in a list of ours while they are collected; then they take the place of the
 * sequence, the first on top. */
static gboolean
spread (MlHeap *heap, MlFrame *frame, MlObject *list, gsize n)
{
  MlObject *sequence = frame->top[-1];
  MlObject **base = frame->top - 1;

  for (gsize i = 0; i < n; i++)
    base[i] = ml_ref (ml_list_get (list, n - 1 - i));

  frame->top = base + n;
  ml_unref (heap, list);
  ml_unref (heap, sequence);

  return TRUE;
}

static MlObject *
collect (MlHeap *heap, MlObject *sequence, gsize most)
{
  MlObject *held[] = { ml_list_new (heap), NULL };
  MlObject *list = held[0];
  MlObject *item;
  MlNative native;

  ml_native_enter (heap, &native, "unpacking", held, G_N_ELEMENTS (held));
  held[1] = iterate_to_unpack (heap, sequence);

  while (held[1] != NULL && ml_list_get_length (list) <= most &&
         (item = ml_next (heap, held[1])) != NULL)
    if (!ml_list_append_take (heap, list, item))
      break;

  if (heap->raised == NULL)
    ml_ref (list);
  else
    list = NULL;

  ml_native_leave (heap, &native);

  return list;
}

gboolean
ml_do_unpack (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *sequence = frame->top[-1];
  gboolean is_exact =
      sequence->type == heap->world->tuple_type || sequence->type == heap->world->list_type;
  MlObject *list;
  gsize n;

  if (is_exact)
    {
      MlObject **base = frame->top - 1;
      gboolean is_tuple = ml_is_tuple (sequence);

      n = is_tuple ? ml_tuple_get_length (sequence) : ml_list_get_length (sequence);

      if (n < (gsize) arg)
        return raise_too_few (heap, arg, n, FALSE);

      if (n > (gsize) arg)
        return raise_too_many (heap, arg);

      for (gsize i = 0; i < n; i++)
        base[n - 1 - i] =
            ml_ref (is_tuple ? ml_tuple_get (sequence, i) : ml_list_get (sequence, i));

      frame->top = base + n;
      ml_unref (heap, sequence);

      return TRUE;
    }

  list = collect (heap, sequence, arg);

  if (list == NULL)
    return FALSE;

  n = ml_list_get_length (list);

  if (n == (gsize) arg)
    return spread (heap, frame, list, n);

  ml_unref (heap, list);

  return n < (gsize) arg ? raise_too_few (heap, arg, n, FALSE) : raise_too_many (heap, arg);
}

gboolean
ml_do_unpack_ex (MlHeap *heap, MlFrame *frame, int arg)
{
  gsize n_before = arg & 255;
  gsize n_after = arg >> 8;
  MlObject *sequence = frame->top[-1];
  MlObject **base = frame->top - 1;
  MlObject *list = collect (heap, sequence, G_MAXSIZE - 1);
  MlObject *middle;
  gsize n;

  if (list == NULL)
    return FALSE;

  n = ml_list_get_length (list);

  if (n < n_before + n_after)
    {
      ml_unref (heap, list);
      return raise_too_few (heap, n_before + n_after, n, TRUE);
    }

  middle = ml_list_slice (heap, list, n_before, n - n_after);

  if (middle == NULL)
    {
      ml_unref (heap, list);
      return FALSE;
    }

  for (gsize i = 0; i < n_after; i++)
    base[i] = ml_ref (ml_list_get (list, n - 1 - i));

  base[n_after] = middle;

  for (gsize i = 0; i < n_before; i++)
    base[n_after + 1 + i] = ml_ref (ml_list_get (list, n_before - 1 - i));

  frame->top = base + n_before + 1 + n_after;
  ml_unref (heap, list);
  ml_unref (heap, sequence);

  return TRUE;
}

/* Text */

gboolean
ml_do_convert (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *value = frame->top[-1];

  switch (arg)
    {
    case ML_CONVERSION_STR:
      return ml_operands_finish (heap, frame, 1, ml_to_str (heap, value));
    case ML_CONVERSION_REPR:
      return ml_operands_finish (heap, frame, 1, ml_repr (heap, value));
    default:
      return ml_operands_finish (heap, frame, 1, ml_ascii (heap, value));
    }
}

gboolean
ml_do_format (MlHeap *heap, MlFrame *frame, gboolean with_spec)
{
  if (with_spec)
    return ml_operands_finish (heap, frame, 2, ml_format (heap, frame->top[-2], frame->top[-1]));

  if (frame->top[-1]->type == heap->world->str_type)
    return TRUE;

  return ml_operands_finish (heap, frame, 1, ml_format (heap, frame->top[-1], NULL));
}
