/* ml-dict-views.c: keys, values and items of a dict, as they are at any time */
#include "ml-dict-views.h"

#include "ml-exception.h"
#include "ml-mapping-proxy.h"
#include "ml-operations.h"
#include "ml-set.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-unhashable.h"

#define DICT_SLOT ML_SLOT (ML_REGION_FIELD, 0)

typedef struct
{
  MlObject object;
  MlObject *dict;
} MlDictView;

MlObject *
ml_dict_view_new (MlHeap *heap, MlObject *dict, MlDictPart part)
{
  MlType *type = part == ML_DICT_KEYS     ? heap->world->dict_keys_type
                 : part == ML_DICT_VALUES ? heap->world->dict_values_type
                                          : heap->world->dict_items_type;
  MlDictView *self = ml_heap_allocate (heap, type, sizeof (MlDictView));

  if (self == NULL)
    return NULL;

  self->dict = ml_ref (dict);
  ml_heap_track (heap, self);

  return &self->object;
}

static MlDictPart
get_part (MlHeap *heap, MlObject *self)
{
  if (self->type == heap->world->dict_keys_type)
    return ML_DICT_KEYS;

  return self->type == heap->world->dict_values_type ? ML_DICT_VALUES : ML_DICT_ITEMS;
}

/* Keys and items are like sets, values are not. */
static gboolean
is_set_like (MlHeap *heap, MlObject *object)
{
  return object->type == heap->world->dict_keys_type ||
         object->type == heap->world->dict_items_type;
}

static MlObject *
get_dict (MlObject *self)
{
  return ((MlDictView *) self)->dict;
}

static MlObject *
iterate (MlHeap *heap, MlObject *self)
{
  return ml_dict_iterator_new (heap, get_dict (self), get_part (heap, self), FALSE);
}

static gssize
length (MlHeap *heap, MlObject *self)
{
  return (gssize) ml_dict_get_length (get_dict (self));
}

static MlObject *
make_list (MlHeap *heap, MlObject *self)
{
  switch (get_part (heap, self))
    {
    case ML_DICT_KEYS:
      return ml_dict_keys_list (heap, get_dict (self));

    case ML_DICT_VALUES:
      return ml_dict_values_list (heap, get_dict (self));

    default:
      return ml_dict_items_list (heap, get_dict (self));
    }
}

static MlObject *
repr (MlHeap *heap, MlObject *self)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlObject *held = self;
  MlObject *list;
  MlNative guard;
  MlNative native;
  gboolean done;

  if (ml_repr_enter (heap, &guard, &held))
    return ml_str_from_ascii (heap, "...", 3);

  list = make_list (heap, self);

  if (list == NULL)
    {
      ml_repr_leave (heap, &guard);
      return NULL;
    }

  ml_native_enter (heap, &native, "repr", &list, 1);
  ml_str_builder_append_utf8 (&builder, self->type->name, -1);
  ml_str_builder_append (&builder, '(');
  done = ml_repr_to_builder (heap, &builder, list);
  ml_str_builder_append (&builder, ')');
  ml_native_leave (heap, &native);
  ml_repr_leave (heap, &guard);

  return done ? ml_str_builder_end (&builder) : NULL;
}

static int
keys_contain (MlHeap *heap, MlObject *self, MlObject *item)
{
  return ml_dict_contains (heap, get_dict (self), item);
}

static int
items_contain (MlHeap *heap, MlObject *self, MlObject *item)
{
  MlObject *value;
  MlNative native;
  int equal;

  if (!ml_is_tuple (item) || ml_tuple_get_length (item) != 2)
    return 0;

  value = ml_dict_get (heap, get_dict (self), ml_tuple_get (item, 0));

  if (value == NULL)
    return heap->raised != NULL ? -1 : 0;

  ml_ref (value);
  ml_native_enter (heap, &native, "comparison", &value, 1);
  equal = ml_compare_bool (heap, value, ml_tuple_get (item, 1), ML_EQUAL);
  ml_native_leave (heap, &native);

  return equal;
}

/* Like sets */

/* Whether @container has all that @view gives (@wanted 1), or none of it (@wanted 0): 1, 0; -1:
 * failed. */
static int
check_all (MlHeap *heap, MlObject *view, MlObject *container, int wanted)
{
  MlObject *held[2] = { ml_iterate (heap, view), NULL }; /* iterator, item */
  MlNative native;
  int result = 1;

  if (held[0] == NULL)
    return -1;

  ml_native_enter (heap, &native, "comparison", held, G_N_ELEMENTS (held));

  while (result == 1 && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      int there = ml_contains (heap, container, held[1]);

      result = there < 0 ? -1 : there == wanted;
      ml_unref (heap, g_steal_pointer (&held[1]));
    }

  ml_native_leave (heap, &native);

  return heap->raised != NULL ? -1 : result;
}

static MlObject *
compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  gssize n_self, n_other;
  int result;

  if (!is_set_like (heap, other) && !ml_is_any_set (heap, other))
    return heap->world->not_implemented;

  n_self = length (heap, self);
  n_other = ml_length (heap, other);

  switch (how)
    {
    case ML_EQUAL:
    case ML_NOT_EQUAL:
      result = n_self == n_other ? check_all (heap, self, other, 1) : 0;
      break;

    case ML_LESS:
      result = n_self < n_other ? check_all (heap, self, other, 1) : 0;
      break;

    case ML_LESS_EQUAL:
      result = n_self <= n_other ? check_all (heap, self, other, 1) : 0;
      break;

    case ML_GREATER:
      result = n_self > n_other ? check_all (heap, other, self, 1) : 0;
      break;

    case ML_GREATER_EQUAL:
      result = n_self >= n_other ? check_all (heap, other, self, 1) : 0;
      break;

    default:
      g_return_val_if_reached (NULL);
    }

  if (result < 0)
    return NULL;

  return ml_bool (heap, how == ML_NOT_EQUAL ? !result : result);
}

/* The items that @other gives and @view has. */
static MlObject *
collect_common (MlHeap *heap, MlObject *view, MlObject *other)
{
  MlObject *held[3] = { ml_iterate (heap, other), ml_set_new (heap), NULL };
  MlObject *result = NULL;
  gboolean done = held[0] != NULL && held[1] != NULL;
  MlNative native;

  ml_native_enter (heap, &native, "intersection", held, G_N_ELEMENTS (held));

  while (done && (held[2] = ml_next (heap, held[0])) != NULL)
    {
      int there = ml_contains (heap, view, held[2]);

      done = there == 0 || (there > 0 && ml_set_add (heap, held[1], held[2]));
      ml_unref (heap, g_steal_pointer (&held[2]));
    }

  if (heap->raised == NULL)
    result = g_steal_pointer (&held[1]);

  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
intersect (MlHeap *heap, MlObject *left, MlObject *right)
{
  MlObject *view = is_set_like (heap, left) ? left : right;
  MlObject *other = view == left ? right : left;

  if (other->type == heap->world->set_type &&
      length (heap, view) <= (gssize) ml_set_get_length (other))
    return ml_set_intersection (heap, other, view);

  if (is_set_like (heap, other) && length (heap, other) > length (heap, view))
    return collect_common (heap, other, view);

  return collect_common (heap, view, other);
}

/* set(left), changed by @change with @right. */
static MlObject *
combine (MlHeap *heap,
         MlObject *left,
         MlObject *right,
         gboolean (*change) (MlHeap *heap, MlObject *self, MlObject *other))
{
  MlObject *result = ml_set_from_iterable (heap, left);

  if (result != NULL && !change (heap, result, right))
    {
      ml_unref (heap, result);
      return NULL;
    }

  return result;
}

static MlObject *
unite (MlHeap *heap, MlObject *left, MlObject *right)
{
  return combine (heap, left, right, ml_set_update);
}

static MlObject *
subtract (MlHeap *heap, MlObject *left, MlObject *right)
{
  return combine (heap, left, right, ml_set_difference_update);
}

static MlObject *
exclude (MlHeap *heap, MlObject *left, MlObject *right)
{
  return combine (heap, left, right, ml_set_symmetric_update);
}

static MlObject *
is_disjoint (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *other = args[0];
  gboolean sized = is_set_like (heap, other) || other->type == heap->world->set_type ||
                   other->type == heap->world->frozenset_type;
  int disjoint;

  if (self == other)
    return ml_bool (heap, length (heap, self) == 0);

  if (sized && ml_length (heap, other) > length (heap, self))
    disjoint = check_all (heap, self, other, 0);
  else
    disjoint = check_all (heap, other, self, 0);

  return disjoint < 0 ? NULL : ml_bool (heap, disjoint);
}

static MlObject *
reversed (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_dict_iterator_new (heap, get_dict (self), get_part (heap, self), TRUE);
}

static MlObject *
get_mapping (MlHeap *heap, MlObject *self)
{
  return ml_mapping_proxy_new (heap, get_dict (self));
}

/* Life */

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  if (get_dict (self) != NULL)
    visit (DICT_SLOT, get_dict (self), data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  return ml_heap_give_up (heap, self, DICT_SLOT, &((MlDictView *) self)->dict);
}

static const char *const fields[] = { "mapping", NULL };

static const MlGetter getters[] = {
  { "mapping", get_mapping, NULL },
  { NULL },
};

static const MlMethod set_methods[] = {
  { "isdisjoint",
    is_disjoint,
    1,
    1,
    .doc = "Return True if the view and the given iterable have a null intersection." },
  { "__reversed__", reversed, 0, 0, .doc = "Return a reverse iterator over the dict." },
  { NULL },
};

static const MlMethod values_methods[] = {
  { "__reversed__", reversed, 0, 0, .doc = "Return a reverse iterator over the dict values." },
  { NULL },
};

#define SET_LIKE_SPEC(type_name, contains_)                                        \
  {                                                                                \
    .name = type_name,                                                           \
    .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,                           \
    .instance_size = sizeof (MlDictView),                                        \
    .python_size = 24,                                                           \
    .kind = ML_KIND_OTHER,                                                       \
    .fields = fields,                                                            \
    .slots = {                                                                   \
      .traverse = traverse,                                                      \
      .dismantle = dismantle,                                                    \
      .repr = repr,                                                              \
      .hash = ml_unhashable,                                                     \
      .compare = compare,                                                        \
      .iterate = iterate,                                                        \
      .length = length,                                                          \
      .contains = contains_,                                                     \
      .binary = {                                                                \
        [ML_SUBTRACT] = subtract,                                                \
        [ML_AND] = intersect,                                                    \
        [ML_XOR] = exclude,                                                      \
        [ML_OR] = unite,                                                         \
      },                                                                         \
    },                                                                           \
    .methods = set_methods,                                                      \
    .getters = getters, \
  }

const MlTypeSpec ml_dict_keys_spec = SET_LIKE_SPEC ("dict_keys", keys_contain);
const MlTypeSpec ml_dict_items_spec = SET_LIKE_SPEC ("dict_items", items_contain);

const MlTypeSpec ml_dict_values_spec = {
  .name = "dict_values",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlDictView),
  .python_size = 24,
  .kind = ML_KIND_OTHER,
  .fields = fields,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .repr = repr,
    .iterate = iterate,
    .length = length,
  },
  .methods = values_methods,
  .getters = getters,
};
