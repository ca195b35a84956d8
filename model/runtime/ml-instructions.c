/* ml-instructions.c: what the longer instructions do: operators, names, attributes, displays */
#include "ml-instructions.h"

#include <string.h>

#include "ml-cell.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-interpreter-private.h"
#include "ml-list.h"
#include "ml-module.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-slice.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Releases item @at, while the stack shows that it is gone. */
static void
release_item (MlHeap *heap, MlObject **at)
{
  MlObject *item = g_steal_pointer (at);

  if (item != NULL)
    ml_unref (heap, item);
}

void
ml_do_replace (MlHeap *heap, MlFrame *frame, guint n, MlObject *result)
{
  MlObject **base = frame->top - n;

  *frame->top++ = result;

  for (guint i = 0; i < n; i++)
    release_item (heap, &base[i]);

  base[0] = result;
  frame->top = base + 1;
}

void
ml_do_replace_call (MlHeap *heap, MlFrame *frame, guint n, MlObject *result)
{
  MlObject **base = frame->top - n;

  *frame->top++ = result;

  for (guint i = 1; i < n; i++)
    release_item (heap, &base[i]);

  release_item (heap, &base[0]);
  base[0] = result;
  frame->top = base + 1;
}

static gboolean
replace (MlHeap *heap, MlFrame *frame, guint n, MlObject *result)
{
  if (result == NULL)
    return FALSE;

  ml_do_replace (heap, frame, n, result);

  return TRUE;
}

/* Drops the @n topmost items, the lowest first. */
static gboolean
drop (MlHeap *heap, MlFrame *frame, guint n, gboolean done)
{
  MlObject **base = frame->top - n;

  if (!done)
    return FALSE;

  for (guint i = 0; i < n; i++)
    release_item (heap, &base[i]);

  frame->top = base;

  return TRUE;
}

/* Operators */

static const MlBinary binary_of_arg[] = {
  [ML_BINARY_ARG_ADD] = ML_ADD,
  [ML_BINARY_ARG_AND] = ML_AND,
  [ML_BINARY_ARG_FLOOR_DIVIDE] = ML_FLOOR_DIVIDE,
  [ML_BINARY_ARG_LEFT_SHIFT] = ML_LEFT_SHIFT,
  [ML_BINARY_ARG_MATRIX_MULTIPLY] = ML_MATRIX_MULTIPLY,
  [ML_BINARY_ARG_MULTIPLY] = ML_MULTIPLY,
  [ML_BINARY_ARG_REMAINDER] = ML_REMAINDER,
  [ML_BINARY_ARG_OR] = ML_OR,
  [ML_BINARY_ARG_POWER] = ML_POWER,
  [ML_BINARY_ARG_RIGHT_SHIFT] = ML_RIGHT_SHIFT,
  [ML_BINARY_ARG_SUBTRACT] = ML_SUBTRACT,
  [ML_BINARY_ARG_TRUE_DIVIDE] = ML_TRUE_DIVIDE,
  [ML_BINARY_ARG_XOR] = ML_XOR,
};

gboolean
ml_do_binary (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *left = frame->top[-2];
  MlObject *right = frame->top[-1];
  MlObject *result =
      arg >= ML_BINARY_ARG_INPLACE
          ? ml_inplace (heap, binary_of_arg[arg - ML_BINARY_ARG_INPLACE], left, right)
          : ml_binary (heap, binary_of_arg[arg], left, right);

  return replace (heap, frame, 2, result);
}

gboolean
ml_do_compare (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *result = ml_compare (heap, frame->top[-2], frame->top[-1], ML_COMPARE_OF_ARG (arg));
  int truth;

  if (!replace (heap, frame, 2, result))
    return FALSE;

  if (!(arg & ML_COMPARE_TO_BOOL) || result->type == heap->world->bool_type)
    return TRUE;

  truth = ml_truth (heap, result);

  return truth >= 0 && replace (heap, frame, 1, ml_bool (heap, truth));
}

gboolean
ml_do_contains (MlHeap *heap, MlFrame *frame, int arg)
{
  int found = ml_contains (heap, frame->top[-1], frame->top[-2]);

  return found >= 0 && replace (heap, frame, 2, ml_bool (heap, found != arg));
}

/* Names */

static gboolean
raise_name_error (MlHeap *heap, MlObject *name)
{
  ml_raise (
      heap, heap->world->name_error, "name '%s' is not defined", ml_str_get_utf8 (name, NULL));

  if (heap->raised != NULL && ml_raised_is (heap, heap->world->name_error))
    ml_exception_set_value (heap, heap->raised, ML_NAME_ERROR_NAME, ml_ref (name));

  return FALSE;
}

gboolean
ml_raise_unbound_local (MlHeap *heap, MlFrame *frame, guint index)
{
  ml_raise (heap,
            heap->world->unbound_local_error,
            "cannot access local variable '%s' where it is not associated with a value",
            ml_str_get_utf8 (ml_tuple_get (frame->code->locals_plus_names, index), NULL));

  return FALSE;
}

/* Globals, then builtins: borrowed; NULL without raising, or with what a look-up raised. */
static MlObject *
find_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = ml_dict_get_str (heap, frame->globals, name);

  return value != NULL ? value : ml_dict_get_str (heap, frame->builtins, name);
}

static gboolean
push_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = find_global (heap, frame, name);

  if (value == NULL)
    return raise_name_error (heap, name);

  *frame->top++ = ml_ref (value);

  return TRUE;
}

static void
learn_global (MlHeap *heap, MlFrame *frame, MlObject *name, MlCache *cache)
{
  gssize index = ml_dict_find_index (heap, frame->globals, name);
  guint32 version = ml_dict_get_keys_version (heap, frame->globals);
  guint32 version2 = 0;

  if (index < 0)
    {
      index = ml_dict_find_index (heap, frame->builtins, name);
      version2 = ml_dict_get_keys_version (heap, frame->builtins);

      if (version2 == 0)
        return;
    }

  if (index < 0)
    return;

  cache->version = version;
  cache->version2 = version2;
  cache->index = index;
}

gboolean
ml_do_load_global (MlHeap *heap, MlFrame *frame, MlObject *name, MlCache *cache)
{
  if (cache != NULL)
    learn_global (heap, frame, name, cache);

  return push_global (heap, frame, name);
}

/* In a namespace that may be any mapping: new reference; NULL and nothing raised if it is not
 * there. */
static MlObject *
look_in_namespace (MlHeap *heap, MlObject *namespace, MlObject *name)
{
  MlObject *value;

  if (ml_is_dict (namespace))
    {
      value = ml_dict_get (heap, namespace, name);

      return value != NULL ? ml_ref (value) : NULL;
    }

  value = ml_get_item (heap, namespace, name);

  if (value == NULL && ml_raised_is (heap, heap->world->key_error))
    ml_clear_raised (heap);

  return value;
}

gboolean
ml_do_load_name (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = look_in_namespace (heap, frame->namespace, name);

  if (value != NULL)
    {
      *frame->top++ = value;
      return TRUE;
    }

  return heap->raised == NULL && push_global (heap, frame, name);
}

gboolean
ml_do_store_name (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = frame->top[-1];
  gboolean done;

  if (ml_is_dict (frame->namespace))
    {
      /* The value moves from the stack into the namespace. */
      frame->top--;
      return ml_dict_set_take (heap, frame->namespace, ml_ref (name), value);
    }

  done = ml_set_item (heap, frame->namespace, name, value);

  return drop (heap, frame, 1, done);
}

gboolean
ml_do_delete_name (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  if (ml_set_item (heap, frame->namespace, name, NULL))
    return TRUE;

  if (!ml_raised_is (heap, heap->world->key_error))
    return FALSE;

  ml_clear_raised (heap);

  return raise_name_error (heap, name);
}

gboolean
ml_do_store_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  MlObject *value = *--frame->top;

  return ml_dict_set_take (heap, frame->globals, ml_ref (name), value);
}

gboolean
ml_do_delete_global (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  if (ml_dict_get_str (heap, frame->globals, name) == NULL)
    return raise_name_error (heap, name);

  return ml_dict_delete (heap, frame->globals, name);
}

static gboolean
raise_unbound_cell (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *name = ml_tuple_get (frame->code->locals_plus_names, arg);

  if (!(frame->code->locals_plus_kinds[arg] & ML_LOCAL_FREE))
    return ml_raise_unbound_local (heap, frame, arg);

  ml_raise (heap,
            heap->world->name_error,
            "cannot access free variable '%s' where it is not associated with a value in "
            "enclosing scope",
            ml_str_get_utf8 (name, NULL));

  return FALSE;
}

gboolean
ml_do_load_deref (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *value = ml_cell_get (frame->slots[arg]);

  if (value == NULL)
    return raise_unbound_cell (heap, frame, arg);

  *frame->top++ = ml_ref (value);

  return TRUE;
}

gboolean
ml_do_delete_deref (MlHeap *heap, MlFrame *frame, int arg)
{
  if (ml_cell_get (frame->slots[arg]) == NULL)
    return raise_unbound_cell (heap, frame, arg);

  ml_cell_set (heap, frame->slots[arg], NULL);

  return TRUE;
}

gboolean
ml_do_load_from_dict (MlHeap *heap, MlFrame *frame, int arg, gboolean or_deref)
{
  MlObject *name =
      ml_tuple_get (or_deref ? frame->code->locals_plus_names : frame->code->names, arg);
  MlObject *value = look_in_namespace (heap, frame->top[-1], name);
  MlObject *found;

  if (value != NULL)
    return replace (heap, frame, 1, value);

  if (heap->raised != NULL)
    return FALSE;

  if (or_deref)
    {
      found = ml_cell_get (frame->slots[arg]);

      return found != NULL ? replace (heap, frame, 1, ml_ref (found))
                           : raise_unbound_cell (heap, frame, arg);
    }

  found = find_global (heap, frame, name);

  return found != NULL ? replace (heap, frame, 1, ml_ref (found)) : raise_name_error (heap, name);
}

gboolean
ml_do_setup_annotations (MlHeap *heap, MlFrame *frame)
{
  MlObject *name = ml_name (heap, __annotations__);
  MlObject *there = look_in_namespace (heap, frame->namespace, name);
  gboolean done;

  if (there == NULL && heap->raised == NULL)
    {
      there = ml_dict_new (heap);
      done = there != NULL && ml_set_item (heap, frame->namespace, name, there);
    }
  else
    {
      done = there != NULL;
    }

  ml_unref_any (heap, there);

  return done;
}

/* Attributes */

/* What an instance's attribute or a method was found to be is remembered under the class's version.
 */
static void
learn_attribute (MlHeap *heap, MlObject *owner, MlObject *name, MlCache *cache)
{
  MlType *type = owner->type;
  MlObject *found = ml_type_lookup (heap, type, name);
  gssize index;

  cache->version = 0;

  if (type->slots.get_attribute != ml_generic_get_attribute || !ml_type_has_inline_values (type) ||
      found != NULL)
    return;

  index = ml_instance_find (heap, owner, name);

  if (index < 0)
    return;

  cache->index = index;
  cache->object = NULL;
  cache->version = ml_type_get_version (heap, type);
}

gboolean
ml_do_load_attribute (MlHeap *heap, MlFrame *frame, int arg, MlCache *cache)
{
  MlObject *owner = frame->top[-1];
  MlObject *name = ml_tuple_get (frame->code->names, arg >> 1);
  gboolean is_method;
  MlObject *found;

  if (cache != NULL)
    learn_attribute (heap, owner, name, cache);

  if (!(arg & 1))
    return replace (heap, frame, 1, ml_get_attribute (heap, owner, name));

  found = ml_get_method (heap, owner, name, &is_method);

  if (found == NULL)
    return FALSE;

  if (is_method)
    {
      /* self moves up, the function takes its place. */
      frame->top[-1] = found;
      *frame->top++ = owner;

      return TRUE;
    }

  ml_do_replace (heap, frame, 1, found);
  *frame->top++ = NULL;

  return TRUE;
}

gboolean
ml_do_load_super_attribute (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *super = frame->top[-3];
  MlType *type = (MlType *) frame->top[-2];
  MlObject *self = frame->top[-1];
  MlObject *name = ml_tuple_get (frame->code->names, arg >> 2);
  gboolean is_method = FALSE;
  MlObject *found;

  if (super == &heap->world->super_type->object)
    {
      found = ml_super_get_attribute (heap, type, self, name, &is_method);
    }
  else
    {
      /* Somebody has given `super` another meaning. */
      MlObject *proxy =
          arg & 2 ? ml_call_with (heap, super, 2, type, self) : ml_call_with (heap, super, 0);

      found = proxy != NULL ? ml_get_attribute (heap, proxy, name) : NULL;
      ml_unref_any (heap, proxy);
    }

  if (found == NULL)
    return FALSE;

  if (is_method && !(arg & 1))
    {
      MlObject *bound = ml_method_new (heap, found, self);

      ml_unref (heap, found);
      return replace (heap, frame, 3, bound);
    }

  if (is_method)
    {
      /* super and class go; the function and self stay. */
      frame->top[-3] = found;
      frame->top[-2] = self;
      frame->top[-1] = &type->object;
      release_item (heap, &frame->top[-1]);
      frame->top--;
      ml_unref (heap, super);

      return TRUE;
    }

  ml_do_replace (heap, frame, 3, found);

  if (arg & 1)
    *frame->top++ = NULL;

  return TRUE;
}

gboolean
ml_do_store_attribute (MlHeap *heap, MlFrame *frame, MlObject *name, MlCache *cache)
{
  MlObject *owner = frame->top[-1];
  gboolean done = ml_set_attribute (heap, owner, name, frame->top[-2]);

  if (done && cache != NULL && owner->type->slots.set_attribute == ml_generic_set_attribute)
    learn_attribute (heap, owner, name, cache);

  return drop (heap, frame, 2, done);
}

gboolean
ml_do_delete_attribute (MlHeap *heap, MlFrame *frame, MlObject *name)
{
  return drop (heap, frame, 1, ml_set_attribute (heap, frame->top[-1], name, NULL));
}

/* Items */

gboolean
ml_do_subscript (MlHeap *heap, MlFrame *frame)
{
  return replace (heap, frame, 2, ml_get_item (heap, frame->top[-2], frame->top[-1]));
}

gboolean
ml_do_store_subscript (MlHeap *heap, MlFrame *frame)
{
  gboolean done = ml_set_item (heap, frame->top[-2], frame->top[-1], frame->top[-3]);

  return drop (heap, frame, 3, done);
}

gboolean
ml_do_delete_subscript (MlHeap *heap, MlFrame *frame)
{
  return drop (heap, frame, 2, ml_set_item (heap, frame->top[-2], frame->top[-1], NULL));
}

gboolean
ml_do_build_slice (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject **items = frame->top - arg;
  MlObject *slice = ml_slice_new (heap, items[0], items[1], arg == 3 ? items[2] : ml_none (heap));

  return replace (heap, frame, arg, slice);
}

/* a[b:c]: the two bounds become a slice, which the stack holds. */
static gboolean
make_slice (MlHeap *heap, MlFrame *frame)
{
  return ml_do_build_slice (heap, frame, 2);
}

gboolean
ml_do_slice (MlHeap *heap, MlFrame *frame)
{
  return make_slice (heap, frame) && ml_do_subscript (heap, frame);
}

gboolean
ml_do_store_slice (MlHeap *heap, MlFrame *frame)
{
  return make_slice (heap, frame) && ml_do_store_subscript (heap, frame);
}

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
  drop (heap, frame, arg, TRUE);
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

  return arg > 0 ? replace (heap, frame, 2 * arg, dict) : (*frame->top++ = dict, TRUE);
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

  return replace (heap, frame, arg + 1, dict);
}

gboolean
ml_do_build_string (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *text = ml_str_join (heap, heap->world->empty_str, frame->top - arg, arg);

  return replace (heap, frame, arg, text);
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

  return drop (heap, frame, 1, done);
}

gboolean
ml_do_set_add (MlHeap *heap, MlFrame *frame, int arg)
{
  return drop (heap, frame, 1, ml_set_add (heap, below (frame, arg), frame->top[-1]));
}

gboolean
ml_do_set_update (MlHeap *heap, MlFrame *frame, int arg)
{
  return drop (heap, frame, 1, ml_set_update (heap, below (frame, arg), frame->top[-1]));
}

gboolean
ml_do_map_add (MlHeap *heap, MlFrame *frame, int arg)
{
  MlObject *dict = frame->top[-2 - arg];
  gboolean done = ml_dict_set (heap, dict, frame->top[-2], frame->top[-1]);

  return drop (heap, frame, 2, done);
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

  return drop (heap, frame, 1, done);
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

  return drop (heap, frame, 1, ml_dict_merge (heap, dict, mapping, TRUE));
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

  return n < (gsize) arg ? raise_too_few (heap, arg, n, FALSE)
                         : raise_too_many (heap, arg);
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
      return replace (heap, frame, 1, ml_to_str (heap, value));
    case ML_CONVERSION_REPR:
      return replace (heap, frame, 1, ml_repr (heap, value));
    default:
      return replace (heap, frame, 1, ml_ascii (heap, value));
    }
}

gboolean
ml_do_format (MlHeap *heap, MlFrame *frame, gboolean with_spec)
{
  if (with_spec)
    return replace (heap, frame, 2, ml_format (heap, frame->top[-2], frame->top[-1]));

  if (frame->top[-1]->type == heap->world->str_type)
    return TRUE;

  return replace (heap, frame, 1, ml_format (heap, frame->top[-1], NULL));
}
