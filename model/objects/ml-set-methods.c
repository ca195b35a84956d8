/* ml-set-methods.c: what Python code does with a set or frozenset */
#include "ml-set-methods.h"

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* set for a set of any class, frozenset likewise: what operators give. */
static MlType *
get_base_type (MlHeap *heap, MlObject *self)
{
  return ml_is_set (heap, self) ? heap->world->set_type : heap->world->frozenset_type;
}

static MlObject *
copy_as (MlHeap *heap, MlType *type, MlObject *items)
{
  MlObject *result = ml_set_new_of (heap, type);

  if (result != NULL && !ml_set_update (heap, result, items))
    {
      ml_unref (heap, result);
      return NULL;
    }

  return result;
}

static MlObject *
copy_set (MlHeap *heap, MlObject *self)
{
  return copy_as (heap, get_base_type (heap, self), self);
}

/* Calls @func with each item of @items, any iterable, and its hash, while both are held. Stops with
 * FALSE when @func does; an exception tells why. */
typedef gboolean (*ItemFunc) (MlHeap *heap, MlObject *item, gint64 hash, gpointer data);

static gboolean
call_held (MlHeap *heap, MlObject *item, gint64 hash, ItemFunc func, gpointer data)
{
  MlObject *held = ml_ref (item);
  MlNative native;
  gboolean done;

  ml_native_enter (heap, &native, "set", &held, 1);
  done = func (heap, item, hash, data);
  ml_native_leave (heap, &native);

  return done;
}

static gboolean
foreach_iterated (MlHeap *heap, MlObject *items, ItemFunc func, gpointer data)
{
  MlObject *held[2] = { ml_iterate (heap, items), NULL }; /* iterator, item */
  gboolean done = TRUE;
  MlNative native;

  if (held[0] == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "set", held, G_N_ELEMENTS (held));

  while (done && (held[1] = ml_next (heap, held[0])) != NULL)
    {
      gint64 hash = ml_hash (heap, held[1]);

      done = hash != -1 && func (heap, held[1], hash, data);
      ml_unref (heap, g_steal_pointer (&held[1]));
    }

  ml_native_leave (heap, &native);

  return done && heap->raised == NULL;
}

static gboolean foreach (MlHeap *heap, MlObject * items, ItemFunc func, gpointer data)
{
  gboolean is_dict = items->type == heap->world->dict_type;
  gsize position = 0;
  MlObject *item;
  gint64 hash;

  if (!is_dict && !ml_is_any_set (heap, items))
    return foreach_iterated (heap, items, func, data);

  while (is_dict ? ml_dict_next (items, &position, &item, NULL, &hash)
                 : ml_set_next (items, &position, &item, &hash))
    if (!call_held (heap, item, hash, func, data))
      return FALSE;

  return TRUE;
}

/* Two sets at work: items of one are looked up in @where, and go to or from @result. */
typedef struct
{
  MlObject *where;
  MlObject *result;
} Work;

static int
look_up (MlHeap *heap, MlObject *where, MlObject *item, gint64 hash)
{
  if (ml_is_any_set (heap, where))
    return ml_set_contains_hashed (heap, (MlSet *) where, item, hash);

  if (ml_dict_get_with_hash (heap, where, item, hash) != NULL)
    return 1;

  return heap->raised != NULL ? -1 : 0;
}

static gboolean
add_if_there (MlHeap *heap, MlObject *item, gint64 hash, gpointer data)
{
  const Work *work = data;
  int there = look_up (heap, work->where, item, hash);

  return there == 0 || (there > 0 && ml_set_add_hashed (heap, (MlSet *) work->result, item, hash));
}

static gboolean
add_if_missing (MlHeap *heap, MlObject *item, gint64 hash, gpointer data)
{
  const Work *work = data;
  int there = look_up (heap, work->where, item, hash);

  return there > 0 || (there == 0 && ml_set_add_hashed (heap, (MlSet *) work->result, item, hash));
}

static gboolean
discard_item (MlHeap *heap, MlObject *item, gint64 hash, gpointer data)
{
  return ml_set_discard_hashed (heap, data, item, hash) >= 0;
}

static gboolean
toggle_item (MlHeap *heap, MlObject *item, gint64 hash, gpointer data)
{
  int there = ml_set_discard_hashed (heap, data, item, hash);

  return there > 0 || (there == 0 && ml_set_add_hashed (heap, data, item, hash));
}

static gboolean
stop_if_missing (MlHeap *heap, MlObject *item, gint64 hash, gpointer data)
{
  return ml_set_contains_hashed (heap, data, item, hash) > 0;
}

static gboolean
stop_if_there (MlHeap *heap, MlObject *item, gint64 hash, gpointer data)
{
  return ml_set_contains_hashed (heap, data, item, hash) == 0;
}

/* Runs @func over @items with a new set of @self's kind as result, which a native frame holds
 * meanwhile. */
static MlObject *
build (MlHeap *heap, MlObject *self, MlObject *items, MlObject *where, ItemFunc func)
{
  Work work = { where, ml_set_new_of (heap, get_base_type (heap, self)) };
  MlObject *result = work.result;
  MlNative native;

  if (result == NULL)
    return NULL;

  ml_native_enter (heap, &native, "set", &work.result, 1);

  if (foreach (heap, items, func, &work))
    work.result = NULL;
  else
    result = NULL;

  ml_native_leave (heap, &native);

  return result;
}

MlObject *
ml_set_intersection (MlHeap *heap, MlObject *self, MlObject *items)
{
  if (self == items)
    return copy_set (heap, self);

  if (ml_is_any_set (heap, items) && ml_set_get_length (items) > ml_set_get_length (self))
    return build (heap, self, self, items, add_if_there);

  return build (heap, self, items, self, add_if_there);
}

gboolean
ml_set_intersection_update (MlHeap *heap, MlObject *self, MlObject *items)
{
  MlObject *common = ml_set_intersection (heap, self, items);

  if (common == NULL)
    return FALSE;

  ml_set_exchange (heap, (MlSet *) self, (MlSet *) common);
  ml_unref (heap, common);

  return TRUE;
}

gboolean
ml_set_difference_update (MlHeap *heap, MlObject *self, MlObject *items)
{
  MlObject *held = NULL;
  MlNative native;
  gboolean done;

  if (self == items)
    {
      ml_set_clear (heap, self);
      return TRUE;
    }

  /* Of a far larger set only the common items matter. */
  if (ml_is_any_set (heap, items) && ml_set_get_length (items) >> 3 > ml_set_get_length (self))
    held = ml_set_intersection (heap, self, items);
  else
    held = ml_ref (items);

  if (held == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "set", &held, 1);
  done = foreach (heap, held, discard_item, self) && ml_set_tidy (heap, (MlSet *) self);
  ml_native_leave (heap, &native);

  return done;
}

/* What @update makes of @copy, which a native frame holds meanwhile. Steals @copy; if that is NULL,
 * something is raised already. */
static MlObject *
change_copy (MlHeap *heap,
             MlObject *copy,
             MlObject *items,
             gboolean (*update) (MlHeap *heap, MlObject *self, MlObject *items))
{
  MlObject *result = NULL;
  MlNative native;

  if (copy == NULL)
    return NULL;

  ml_native_enter (heap, &native, "set", &copy, 1);

  if (update (heap, copy, items))
    result = g_steal_pointer (&copy);

  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
subtract (MlHeap *heap, MlObject *self, MlObject *items)
{
  gboolean is_dict = items->type == heap->world->dict_type;

  if (is_dict || ml_is_any_set (heap, items))
    {
      gsize n = is_dict ? ml_dict_get_length (items) : ml_set_get_length (items);

      if (ml_set_get_length (self) >> 2 <= n)
        return build (heap, self, self, items, add_if_missing);
    }

  return change_copy (heap, copy_set (heap, self), items, ml_set_difference_update);
}

gboolean
ml_set_symmetric_update (MlHeap *heap, MlObject *self, MlObject *items)
{
  MlObject *held;
  MlNative native;
  gboolean done;

  if (self == items)
    {
      ml_set_clear (heap, self);
      return TRUE;
    }

  /* Items that come twice must not be put back. */
  if (items->type == heap->world->dict_type || ml_is_any_set (heap, items))
    held = ml_ref (items);
  else
    held = copy_as (heap, get_base_type (heap, self), items);

  if (held == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "set", &held, 1);
  done = foreach (heap, held, toggle_item, self);
  ml_native_leave (heap, &native);

  return done;
}

/* As CPython, changes a copy of @items: that decides the order. */
static MlObject *
exclude (MlHeap *heap, MlObject *self, MlObject *items)
{
  MlObject *copy = copy_as (heap, get_base_type (heap, self), items);

  return change_copy (heap, copy, self, ml_set_symmetric_update);
}

/* Whether the set @other has all of the set @self: 1, 0; -1: failed. */
static int
is_subset (MlHeap *heap, MlObject *self, MlObject *other)
{
  if (ml_set_get_length (self) > ml_set_get_length (other))
    return 0;

  if (foreach (heap, self, stop_if_missing, other))
    return 1;

  return heap->raised != NULL ? -1 : 0;
}

/* Looks */

MlObject *
ml_set_repr (MlHeap *heap, MlObject *self)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  gboolean plain = self->type == heap->world->set_type;
  const char *name = self->type->name;
  MlObject *held = self;
  MlObject *list;
  MlObject *text;
  MlNative guard;
  MlNative native;

  if (ml_repr_enter (heap, &guard, &held))
    return ml_str_format (heap, "%s(...)", name);

  if (ml_set_get_length (self) == 0)
    {
      ml_repr_leave (heap, &guard);
      return ml_str_format (heap, "%s()", name);
    }

  list = ml_list_from_iterable (heap, self);
  text = NULL;

  if (list != NULL)
    {
      ml_native_enter (heap, &native, "repr", &list, 1);
      text = ml_repr (heap, list);
      ml_native_leave (heap, &native);
    }

  ml_repr_leave (heap, &guard);

  if (text == NULL)
    return NULL;

  if (!plain)
    ml_str_builder_append_printf (&builder, "%s(", name);

  ml_str_builder_append (&builder, '{');
  ml_str_builder_append_part (&builder, text, 1, ml_str_get_length (text) - 1);
  ml_str_builder_append (&builder, '}');

  if (!plain)
    ml_str_builder_append (&builder, ')');

  ml_unref (heap, text);

  return ml_str_builder_end (&builder);
}

static guint64
shuffle_bits (guint64 hash)
{
  return ((hash ^ 89869747) ^ (hash << 16)) * 3644798167;
}

gint64
ml_frozenset_hash (MlHeap *heap, MlObject *self)
{
  MlSet *set = (MlSet *) self;
  guint64 hash = 0;

  if (set->hash != -1)
    return set->hash;

  for (gsize i = 0; i <= set->mask; i++)
    if (set->table[i].key != NULL)
      hash ^= shuffle_bits ((guint64) set->table[i].hash);

  hash ^= (set->length + 1) * G_GUINT64_CONSTANT (1927868237);
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069 + 907133923;

  if (hash == G_MAXUINT64)
    hash = 590923713;

  set->hash = (gint64) hash;

  return set->hash;
}

static int
is_equal (MlHeap *heap, MlObject *self, MlObject *other)
{
  const MlSet *left = (MlSet *) self;
  const MlSet *right = (MlSet *) other;

  if (left->length != right->length)
    return 0;

  if (left->hash != -1 && right->hash != -1 && left->hash != right->hash)
    return 0;

  return is_subset (heap, self, other);
}

MlObject *
ml_set_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  gboolean smaller, greater;
  int result;

  if (!ml_is_any_set (heap, other))
    return heap->world->not_implemented;

  smaller = ml_set_get_length (self) < ml_set_get_length (other);
  greater = ml_set_get_length (self) > ml_set_get_length (other);

  switch (how)
    {
    case ML_EQUAL:
    case ML_NOT_EQUAL:
      result = is_equal (heap, self, other);
      break;

    case ML_LESS:
      result = smaller ? is_subset (heap, self, other) : 0;
      break;

    case ML_LESS_EQUAL:
      result = is_subset (heap, self, other);
      break;

    case ML_GREATER:
      result = greater ? is_subset (heap, other, self) : 0;
      break;

    case ML_GREATER_EQUAL:
      result = is_subset (heap, other, self);
      break;

    default:
      g_return_val_if_reached (NULL);
    }

  if (result < 0)
    return NULL;

  return ml_bool (heap, how == ML_NOT_EQUAL ? !result : result);
}

/* Making */

static gboolean
check_arguments (MlHeap *heap, const char *name, gsize n_args, MlObject *kw_names)
{
  if (kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    ml_raise (heap, heap->world->type_error, "%s() takes no keyword arguments", name);
  else if (n_args > 1)
    ml_raise (heap,
              heap->world->type_error,
              "%s expected at most 1 argument, got %" G_GSIZE_FORMAT,
              name,
              n_args);

  return heap->raised == NULL;
}

MlObject *
ml_set_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_set_new_of (heap, type);
}

gboolean
ml_set_init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (!check_arguments (heap, "set", n_args, kw_names))
    return FALSE;

  ml_set_clear (heap, self);

  return n_args == 0 || ml_set_update (heap, self, args[0]);
}

MlObject *
ml_frozenset_make (MlHeap *heap,
                   MlType *type,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  gboolean plain = type == heap->world->frozenset_type;

  if (!check_arguments (heap, "frozenset", n_args, plain ? kw_names : NULL))
    return NULL;

  if (plain)
    return ml_frozenset_from_iterable (heap, n_args == 1 ? args[0] : NULL);

  return n_args == 1 ? copy_as (heap, type, args[0]) : ml_set_new_of (heap, type);
}

/* A set that cannot be hashed is looked for as the frozenset with its items. */
static int
look_for_any (MlHeap *heap,
              MlObject *self,
              MlObject *item,
              int (*look) (MlHeap *heap, MlObject *self, MlObject *item))
{
  MlObject *frozen;
  MlNative native;
  int there = look (heap, self, item);

  if (there >= 0 || !ml_is_set (heap, item) || !ml_raised_is (heap, heap->world->type_error))
    return there;

  ml_clear_raised (heap);
  frozen = copy_as (heap, heap->world->frozenset_type, item);

  if (frozen == NULL)
    return -1;

  ml_native_enter (heap, &native, "set look-up", &frozen, 1);
  there = look (heap, self, frozen);
  ml_native_leave (heap, &native);

  return there;
}

int
ml_set_contains_any (MlHeap *heap, MlObject *self, MlObject *item)
{
  return look_for_any (heap, self, item, ml_set_contains);
}

gssize
ml_set_length (MlHeap *heap, MlObject *self)
{
  return (gssize) ml_set_get_length (self);
}

/* Operators: both operands must be sets. */

static gboolean
are_sets (MlHeap *heap, MlObject *left, MlObject *right)
{
  return ml_is_any_set (heap, left) && ml_is_any_set (heap, right);
}

static MlObject *
unite (MlHeap *heap, MlObject *self, MlObject *items)
{
  return change_copy (heap, copy_set (heap, self), items, ml_set_update);
}

MlObject *
ml_set_or (MlHeap *heap, MlObject *left, MlObject *right)
{
  return are_sets (heap, left, right) ? unite (heap, left, right) : heap->world->not_implemented;
}

MlObject *
ml_set_and (MlHeap *heap, MlObject *left, MlObject *right)
{
  return are_sets (heap, left, right) ? ml_set_intersection (heap, left, right)
                                      : heap->world->not_implemented;
}

MlObject *
ml_set_subtract (MlHeap *heap, MlObject *left, MlObject *right)
{
  return are_sets (heap, left, right) ? subtract (heap, left, right) : heap->world->not_implemented;
}

MlObject *
ml_set_xor (MlHeap *heap, MlObject *left, MlObject *right)
{
  return are_sets (heap, left, right) ? exclude (heap, left, right) : heap->world->not_implemented;
}

static MlObject *
change (MlHeap *heap,
        MlObject *left,
        MlObject *right,
        gboolean (*update) (MlHeap *heap, MlObject *self, MlObject *items))
{
  if (!are_sets (heap, left, right))
    return heap->world->not_implemented;

  return update (heap, left, right) ? ml_ref (left) : NULL;
}

MlObject *
ml_set_inplace_or (MlHeap *heap, MlObject *left, MlObject *right)
{
  return change (heap, left, right, ml_set_update);
}

MlObject *
ml_set_inplace_and (MlHeap *heap, MlObject *left, MlObject *right)
{
  return change (heap, left, right, ml_set_intersection_update);
}

MlObject *
ml_set_inplace_subtract (MlHeap *heap, MlObject *left, MlObject *right)
{
  return change (heap, left, right, ml_set_difference_update);
}

MlObject *
ml_set_inplace_xor (MlHeap *heap, MlObject *left, MlObject *right)
{
  return change (heap, left, right, ml_set_symmetric_update);
}

/* Methods */

static MlObject *
add (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_set_add (heap, self, args[0]) ? ml_none (heap) : NULL;
}

static MlObject *
clear (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  ml_set_clear (heap, self);

  return ml_none (heap);
}

static MlObject *
copy (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (self->type == heap->world->frozenset_type)
    return ml_ref (self);

  return copy_set (heap, self);
}

static int
discard_any (MlHeap *heap, MlObject *self, MlObject *item)
{
  return look_for_any (heap, self, item, ml_set_discard);
}

static MlObject *
discard (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return discard_any (heap, self, args[0]) < 0 ? NULL : ml_none (heap);
}

static MlObject *
remove_item (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  int there = discard_any (heap, self, args[0]);

  if (there < 0)
    return NULL;

  if (there == 0)
    return ml_raise_value (heap, heap->world->key_error, args[0]);

  return ml_none (heap);
}

static MlObject *
pop (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (ml_set_get_length (self) == 0)
    return ml_raise (heap, heap->world->key_error, "pop from an empty set");

  return ml_set_take_any (heap, (MlSet *) self);
}

static MlObject *
contains (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  int there = ml_set_contains_any (heap, self, args[0]);

  return there < 0 ? NULL : ml_bool (heap, there);
}

/* Changes this set by one iterable after the other. */
static MlObject *
change_by_all (MlHeap *heap,
               MlObject *self,
               MlObject *const *args,
               gsize n_args,
               gboolean (*update) (MlHeap *heap, MlObject *self, MlObject *items))
{
  for (gsize i = 0; i < n_args; i++)
    if (!update (heap, self, args[i]))
      return NULL;

  return ml_none (heap);
}

static MlObject *
update (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return change_by_all (heap, self, args, n_args, ml_set_update);
}

static MlObject *
difference_update (MlHeap *heap,
                   MlObject *self,
                   MlObject *const *args,
                   gsize n_args,
                   MlObject *kw_names)
{
  return change_by_all (heap, self, args, n_args, ml_set_difference_update);
}

static MlObject *
intersection_update (MlHeap *heap,
                     MlObject *self,
                     MlObject *const *args,
                     gsize n_args,
                     MlObject *kw_names)
{
  return change_by_all (heap, self, args, n_args, ml_set_intersection_update);
}

static MlObject *
symmetric_update (MlHeap *heap,
                  MlObject *self,
                  MlObject *const *args,
                  gsize n_args,
                  MlObject *kw_names)
{
  return change_by_all (heap, self, args, n_args, ml_set_symmetric_update);
}

/* A new set: what @combine makes of this one and the first iterable, that and the second, and so
 * on. */
static MlObject *
combine_all (MlHeap *heap,
             MlObject *self,
             MlObject *const *args,
             gsize n_args,
             MlObject *(*combine) (MlHeap *heap, MlObject *self, MlObject *items))
{
  MlObject *result;

  if (n_args == 0)
    return copy_set (heap, self);

  result = combine (heap, self, args[0]);

  for (gsize i = 1; result != NULL && i < n_args; i++)
    {
      MlObject *next;
      MlNative native;

      ml_native_enter (heap, &native, "set", &result, 1);
      next = combine (heap, result, args[i]);
      ml_native_leave (heap, &native);
      result = next;
    }

  return result;
}

static MlObject *
set_union (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return combine_all (heap, self, args, n_args, unite);
}

static MlObject *
intersection (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return combine_all (heap, self, args, n_args, ml_set_intersection);
}

static MlObject *
difference (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return combine_all (heap, self, args, n_args, subtract);
}

static MlObject *
symmetric_difference (MlHeap *heap,
                      MlObject *self,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names)
{
  return exclude (heap, self, args[0]);
}

static MlObject *
is_disjoint (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  MlObject *other = args[0];
  gboolean disjoint;

  if (self == other)
    return ml_bool (heap, ml_set_get_length (self) == 0);

  /* The smaller one is walked through. */
  if (ml_is_any_set (heap, other) && ml_set_get_length (other) > ml_set_get_length (self))
    disjoint = foreach (heap, self, stop_if_there, other);
  else
    disjoint = foreach (heap, other, stop_if_there, self);

  return heap->raised != NULL ? NULL : ml_bool (heap, disjoint);
}

static MlObject *
is_subset_method (MlHeap *heap,
                  MlObject *self,
                  MlObject *const *args,
                  gsize n_args,
                  MlObject *kw_names)
{
  MlObject *common;
  gboolean all;
  int result;

  if (ml_is_any_set (heap, args[0]))
    {
      result = is_subset (heap, self, args[0]);

      return result < 0 ? NULL : ml_bool (heap, result);
    }

  common = ml_set_intersection (heap, self, args[0]);

  if (common == NULL)
    return NULL;

  all = ml_set_get_length (common) == ml_set_get_length (self);
  ml_unref (heap, common);

  return ml_bool (heap, all);
}

static MlObject *
is_superset_method (MlHeap *heap,
                    MlObject *self,
                    MlObject *const *args,
                    gsize n_args,
                    MlObject *kw_names)
{
  gboolean all = foreach (heap, args[0], stop_if_missing, self);

  return heap->raised != NULL ? NULL : ml_bool (heap, all);
}

#define COMMON_METHODS                                                                             \
  { "__contains__", contains, 1, 1, .doc = "x.__contains__(y) <==> y in x." },                     \
      { "copy", copy, 0, 0, .doc = "copy($self, /)\n--\n\nReturn a shallow copy of a set." },      \
      { "difference",                                                                              \
        difference,                                                                                \
        0,                                                                                         \
        -1,                                                                                        \
        .doc = "difference($self, /, *others)\n--\n\n"                                             \
               "Return a new set with elements in the set that are not in the others." },          \
      { "intersection",                                                                            \
        intersection,                                                                              \
        0,                                                                                         \
        -1,                                                                                        \
        .doc = "intersection($self, /, *others)\n--\n\n"                                           \
               "Return a new set with elements common to the set and all others." },               \
      { "isdisjoint",                                                                              \
        is_disjoint,                                                                               \
        1,                                                                                         \
        1,                                                                                         \
        .doc = "isdisjoint($self, other, /)\n--\n\nReturn True if two sets have a null "           \
               "intersection." },                                                                  \
      { "issubset",                                                                                \
        is_subset_method,                                                                          \
        1,                                                                                         \
        1,                                                                                         \
        .doc = "issubset($self, other, /)\n--\n\nReport whether another set contains this set." }, \
      { "issuperset",                                                                              \
        is_superset_method,                                                                        \
        1,                                                                                         \
        1,                                                                                         \
        .doc =                                                                                     \
            "issuperset($self, other, /)\n--\n\nReport whether this set contains another set." },  \
      { "symmetric_difference",                                                                    \
        symmetric_difference,                                                                      \
        1,                                                                                         \
        1,                                                                                         \
        .doc = "symmetric_difference($self, other, /)\n--\n\n"                                     \
               "Return a new set with elements in either the set or other but not both." },        \
  {                                                                                                \
    "union", set_union, 0, -1,                                                                     \
        .doc = "union($self, /, *others)\n--\n\n"                                                  \
               "Return a new set with elements from the set and all others."                       \
  }

const MlMethod ml_frozenset_methods[] = {
  COMMON_METHODS,
  { NULL },
};

const MlMethod ml_set_methods[] = {
  COMMON_METHODS,
  { "add",
    add,
    1,
    1,
    .doc = "add($self, object, /)\n--\n\nAdd an element to a set.\n\n"
           "This has no effect if the element is already present." },
  { "clear", clear, 0, 0, .doc = "clear($self, /)\n--\n\nRemove all elements from this set." },
  { "discard",
    discard,
    1,
    1,
    .doc = "discard($self, object, /)\n--\n\nRemove an element from a set if it is a member.\n\n"
           "Unlike set.remove(), the discard() method does not raise\n"
           "an exception when an element is missing from the set." },
  { "difference_update",
    difference_update,
    0,
    -1,
    .doc = "difference_update($self, /, *others)\n--\n\n"
           "Update the set, removing elements found in others." },
  { "intersection_update",
    intersection_update,
    0,
    -1,
    .doc = "intersection_update($self, /, *others)\n--\n\n"
           "Update the set, keeping only elements found in it and all others." },
  { "pop",
    pop,
    0,
    0,
    .doc = "pop($self, /)\n--\n\nRemove and return an arbitrary set element.\n\n"
           "Raises KeyError if the set is empty." },
  { "remove",
    remove_item,
    1,
    1,
    .doc = "remove($self, object, /)\n--\n\nRemove an element from a set; it must be a member.\n\n"
           "If the element is not a member, raise a KeyError." },
  { "symmetric_difference_update",
    symmetric_update,
    1,
    1,
    .doc = "symmetric_difference_update($self, other, /)\n--\n\n"
           "Update the set, keeping only elements found in either set, but not in both." },
  { "update",
    update,
    0,
    -1,
    .doc = "update($self, /, *others)\n--\n\nUpdate the set, adding elements from all others." },
  { NULL },
};
