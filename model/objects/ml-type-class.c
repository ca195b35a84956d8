/* ml-type-class.c: what a class statement makes */
#include "ml-type-class.h"

#include <string.h>

#include "ml-cell.h"
#include "ml-descriptor.h"
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-fault.h"
#include "ml-function.h"
#include "ml-instance.h"
#include "ml-list.h"
#include "ml-native-function.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-type-slots.h"

/* The order of a class is a merge of the orders of its bases and the list of the bases themselves:
 * always the first head that stands in no tail (Barrett and others, "A Monotonic Superclass
 * Linearization for Dylan", 1996). */
typedef struct
{
  MlObject *list; /* tuple, borrowed */
  gsize head;
} Sequence;

static gboolean
stands_in_a_tail (const Sequence *sequences, gsize n, const MlObject *candidate)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = sequences[i].head + 1; j < ml_tuple_get_length (sequences[i].list); j++)
      if (ml_tuple_get (sequences[i].list, j) == candidate)
        return TRUE;

  return FALSE;
}

/* NULL when all are empty, or (*@stuck) when no head will do. */
static MlObject *
choose_next (const Sequence *sequences, gsize n, gboolean *stuck)
{
  *stuck = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      MlObject *candidate;

      if (sequences[i].head >= ml_tuple_get_length (sequences[i].list))
        continue;

      candidate = ml_tuple_get (sequences[i].list, sequences[i].head);

      if (!stands_in_a_tail (sequences, n, candidate))
        {
          *stuck = FALSE;
          return candidate;
        }

      *stuck = TRUE;
    }

  return NULL;
}

static const MlType *
find_duplicate (MlObject *bases)
{
  for (gsize i = 0; i < ml_tuple_get_length (bases); i++)
    for (gsize j = 0; j < i; j++)
      if (ml_tuple_get (bases, i) == ml_tuple_get (bases, j))
        return (MlType *) ml_tuple_get (bases, i);

  return NULL;
}

static void
raise_no_order (MlHeap *heap, const MlType *type)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const MlType *twice = find_duplicate (type->bases);

  if (twice != NULL)
    {
      ml_raise (heap, heap->world->type_error, "duplicate base class %s", twice->name);
      return;
    }

  for (gsize i = 0; i < ml_tuple_get_length (type->bases); i++)
    g_string_append_printf (
        names, "%s%s", i > 0 ? ", " : "", ((MlType *) ml_tuple_get (type->bases, i))->name);

  ml_raise (heap,
            heap->world->type_error,
            "Cannot create a consistent method resolution order (MRO) for bases %s",
            names->str);
}

MlObject *
ml_type_compute_mro (MlHeap *heap, MlType *type)
{
  gsize n_bases = ml_tuple_get_length (type->bases);
  g_autofree Sequence *sequences = g_new0 (Sequence, n_bases + 1);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  MlObject *next;
  gboolean stuck;

  for (gsize i = 0; i < n_bases; i++)
    sequences[i].list = ((MlType *) ml_tuple_get (type->bases, i))->mro;

  sequences[n_bases].list = type->bases;
  g_ptr_array_add (order, type);

  while ((next = choose_next (sequences, n_bases + 1, &stuck)) != NULL)
    {
      g_ptr_array_add (order, next);

      for (gsize i = 0; i <= n_bases; i++)
        if (sequences[i].head < ml_tuple_get_length (sequences[i].list) &&
            ml_tuple_get (sequences[i].list, sequences[i].head) == next)
          sequences[i].head++;
    }

  if (stuck)
    {
      raise_no_order (heap, type);
      return NULL;
    }

  return ml_tuple_new_from (heap, (MlObject **) order->pdata, order->len);
}

MlType *
ml_type_choose_metaclass (MlHeap *heap, MlType *metaclass, MlObject *bases)
{
  MlType *winner = metaclass;

  for (gsize i = 0; i < ml_tuple_get_length (bases); i++)
    {
      MlType *candidate = ml_tuple_get (bases, i)->type;

      if (ml_type_is_subtype (winner, candidate))
        continue;

      if (!ml_type_is_subtype (candidate, winner))
        return ml_raise (heap,
                         heap->world->type_error,
                         "metaclass conflict: the metaclass of a derived class must be a "
                         "(non-strict) subclass of the metaclasses of all its bases");

      winner = candidate;
    }

  return winner;
}

/* Layout */

/* The base that last added something in C or in slots: only one line of those can be inherited
 * from. */
static MlType *
find_solid_base (MlHeap *heap, MlType *type)
{
  while (type->base != NULL && type->spec == type->base->spec &&
         (!(type->flags & ML_TYPE_HEAP) ||
          ml_instance_count_slots (type) == ml_instance_count_slots (type->base)))
    type = type->base;

  return type;
}

static MlType *
choose_base (MlHeap *heap, MlObject *bases)
{
  MlType *base = NULL;
  MlType *winner = NULL;

  for (gsize i = 0; i < ml_tuple_get_length (bases); i++)
    {
      MlObject *object = ml_tuple_get (bases, i);
      MlType *candidate = (MlType *) object;
      MlType *solid;

      if (!ml_is_type (object))
        return ml_raise (heap, heap->world->type_error, "bases must be types");

      if (!(candidate->flags & ML_TYPE_BASE))
        return ml_raise (heap,
                         heap->world->type_error,
                         "type '%s' is not an acceptable base type",
                         candidate->name);

      solid = find_solid_base (heap, candidate);

      if (winner == NULL || (solid != winner && ml_type_is_subtype (solid, winner)))
        {
          winner = solid;
          base = candidate;
        }
      else if (!ml_type_is_subtype (winner, solid))
        {
          return ml_raise (
              heap, heap->world->type_error, "multiple bases have instance lay-out conflict");
        }
    }

  return base;
}

/* Life of instances: slots and attributes that the class adds, then what the built-in base holds.
 */

/* The built-in type's own part of life: its own, or that of the nearest of its bases that has one.
 */
#define FIND_OF_LAYOUT(slot)                           \
  const MlTypeSpec *layout = self->type->spec;         \
                                                       \
  while (layout != NULL && layout->slots.slot == NULL) \
  layout = layout->base

static void
instance_traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  FIND_OF_LAYOUT (traverse);

  ml_instance_traverse (heap, self, visit, data);

  if (layout != NULL)
    layout->slots.traverse (heap, self, visit, data);
}

#define BASE_PART ((gsize) 1 << (8 * sizeof (gsize) - 1))

static MlObject *
instance_dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  FIND_OF_LAYOUT (dismantle);
  MlObject *dead;
  gsize base_cursor;

  if (!(*cursor & BASE_PART))
    {
      dead = ml_instance_dismantle (heap, self, cursor);

      if (dead != NULL)
        return dead;

      *cursor = BASE_PART;
    }

  if (layout == NULL)
    return NULL;

  base_cursor = *cursor & ~BASE_PART;
  dead = layout->slots.dismantle (heap, self, &base_cursor);
  *cursor = base_cursor | BASE_PART;

  return dead;
}

static void
instance_clear (MlHeap *heap, MlObject *self)
{
  FIND_OF_LAYOUT (clear);

  ml_instance_clear (heap, self);

  if (layout != NULL)
    layout->slots.clear (heap, self);
}

void
ml_type_use_instance_life (MlType *type)
{
  type->slots.traverse = instance_traverse;
  type->slots.dismantle = instance_dismantle;
  type->slots.clear = instance_clear;
}

/* Attributes that every class gives its instances: __dict__ and __weakref__ */

static MlObject *
get_weak_reference (MlHeap *heap, MlObject *self)
{
  MlObject *found = heap->first_weak != NULL ? heap->first_weak (heap, self) : NULL;

  return ml_ref (found != NULL ? found : ml_none (heap));
}

static const MlGetter dict_getter = ML_INSTANCE_DICT_GETTER;
static const MlGetter weakref_getter = { "__weakref__", get_weak_reference, NULL };

static gboolean
set_in_dict (MlHeap *heap, MlType *type, MlObject *name, MlObject *value)
{
  gboolean done = value != NULL && ml_dict_set (heap, type->dict, name, value);

  ml_unref_any (heap, value);

  return done;
}

static gboolean
add_getter (MlHeap *heap, MlType *type, MlObject *name, const MlGetter *getter)
{
  return set_in_dict (heap, type, name, ml_getter_descriptor_new (heap, type, getter, name));
}

/* __slots__ */

/* Inside a class a name with two leading underscores and without two trailing ones is private to
 * it. */
static MlObject *
mangle (MlHeap *heap, MlObject *class_name, MlObject *name)
{
  const char *text = ml_str_get_utf8 (name, NULL);
  const char *owner = ml_str_get_utf8 (class_name, NULL);
  g_autofree char *mangled = NULL;

  owner += strspn (owner, "_");

  if (!g_str_has_prefix (text, "__") || g_str_has_suffix (text, "__") || *owner == '\0')
    return ml_str_intern_forever (heap, ml_ref (name));

  mangled = g_strdup_printf ("_%s%s", owner, text);

  return ml_ref (ml_name_from_utf8 (heap, mangled, -1));
}

static MlObject *
read_slot_names (MlHeap *heap, MlObject *slots)
{
  if (ml_is_str (slots))
    return ml_tuple_pack (heap, 1, slots);

  return ml_tuple_from_iterable (heap, slots);
}

typedef struct
{
  gboolean wants_dict;
  gboolean wants_weakrefs;
} Wishes;

/* Puts the mangled names of true slots into a new tuple, in the order of the alphabet, and notes
 * wishes for __dict__ and __weakref__. */
static MlObject *
sort_slot_names (MlHeap *heap, MlType *base, MlObject *class_name, MlObject *names, Wishes *wishes)
{
  MlObject *list = ml_list_new (heap);
  MlObject *tuple;

  for (gsize i = 0; i < ml_tuple_get_length (names); i++)
    {
      MlObject *name = ml_tuple_get (names, i);
      MlObject *mangled;

      if (!ml_is_str (name))
        {
          ml_raise (heap,
                    heap->world->type_error,
                    "__slots__ items must be strings, not '%s'",
                    name->type->name);
          goto failed;
        }

      if (!ml_str_is_identifier (name))
        {
          ml_raise (heap, heap->world->type_error, "__slots__ must be identifiers");
          goto failed;
        }

      if (ml_str_equal (name, ml_name (heap, __dict__)))
        {
          if (wishes->wants_dict || base->flags & ML_TYPE_ATTRIBUTES)
            {
              ml_raise (
                  heap, heap->world->type_error, "__dict__ slot disallowed: we already got one");
              goto failed;
            }

          wishes->wants_dict = TRUE;
          continue;
        }

      if (ml_str_equal (name, ml_name (heap, __weakref__)))
        {
          if (wishes->wants_weakrefs || base->flags & ML_TYPE_WEAKREFS)
            {
              ml_raise (
                  heap, heap->world->type_error, "__weakref__ slot disallowed: we already got one");
              goto failed;
            }

          wishes->wants_weakrefs = TRUE;
          continue;
        }

      mangled = mangle (heap, class_name, name);

      if (!ml_list_append_take (heap, list, mangled))
        goto failed;
    }

  tuple = ml_list_sort (heap, list, NULL, FALSE) ? ml_list_to_tuple (heap, list) : NULL;
  ml_unref (heap, list);

  return tuple;

failed:
  ml_unref (heap, list);

  return NULL;
}

static gboolean
add_slots (MlHeap *heap, MlType *type)
{
  guint first = ml_instance_count_slots (type->base);

  for (gsize i = 0; i < ml_tuple_get_length (type->slot_names); i++)
    {
      MlObject *name = ml_tuple_get (type->slot_names, i);

      if (ml_dict_get_str (heap, type->dict, name) != NULL)
        {
          ml_raise (heap,
                    heap->world->value_error,
                    "'%s' in __slots__ conflicts with class variable",
                    ml_str_get_utf8 (name, NULL));
          return FALSE;
        }

      if (!set_in_dict (heap, type, name, ml_member_descriptor_new (heap, type, name, first + i)))
        return FALSE;
    }

  return TRUE;
}

/* Decides which instances the class will have, and adds what its dict needs for that. */
static gboolean
lay_out (MlHeap *heap, MlType *type)
{
  MlType *base = type->base;
  MlObject *slots = ml_dict_get_str (heap, type->dict, ml_name (heap, __slots__));
  Wishes wishes = { FALSE, FALSE };

  type->n_slots = base->n_slots;

  if (slots == NULL)
    {
      wishes.wants_dict = !(base->flags & ML_TYPE_ATTRIBUTES);
      wishes.wants_weakrefs = !(base->flags & ML_TYPE_WEAKREFS);
    }
  else
    {
      MlObject *names = read_slot_names (heap, slots);

      if (names == NULL)
        return FALSE;

      type->slot_names = sort_slot_names (heap, base, type->name_object, names, &wishes);
      ml_unref (heap, names);

      if (type->slot_names == NULL)
        return FALSE;

      type->n_slots += ml_tuple_get_length (type->slot_names);

      if (!add_slots (heap, type))
        return FALSE;
    }

  type->python_size = base->python_size + 8 * (type->n_slots - base->n_slots);
  type->head_size = MAX (base->head_size, sizeof (MlGcHead));

  if (wishes.wants_dict)
    type->flags |= ML_TYPE_ATTRIBUTES;

  if (wishes.wants_weakrefs)
    type->flags |= ML_TYPE_WEAKREFS;

  /* Managed dicts and weak references stand before the object: two words. */
  if (wishes.wants_dict || wishes.wants_weakrefs)
    type->head_size = 2 * sizeof (MlGcHead);

  if (ml_type_has_inline_values (type))
    type->keys = ml_instance_keys_new (heap);

  if (wishes.wants_dict && !add_getter (heap, type, ml_name (heap, __dict__), &dict_getter))
    return FALSE;

  return !wishes.wants_weakrefs ||
         add_getter (heap, type, ml_name (heap, __weakref__), &weakref_getter);
}

/* The namespace */

/* A function under these names is a static or a class method without being told so. */
static gboolean
wrap_function (MlHeap *heap,
               MlType *type,
               MlObject *name,
               MlObject *(*wrap) (MlHeap *heap, MlObject *function))
{
  MlObject *function = ml_dict_get_str (heap, type->dict, name);

  if (function == NULL || !ml_is_function (heap, function))
    return TRUE;

  return set_in_dict (heap, type, name, wrap (heap, function));
}

static gboolean
take_qualified_name (MlHeap *heap, MlType *type)
{
  MlObject *name = ml_dict_get_str (heap, type->dict, ml_name (heap, __qualname__));

  if (name == NULL)
    {
      type->qualified_name = ml_ref (type->name_object);
      return TRUE;
    }

  if (!ml_is_str (name))
    {
      ml_raise (heap,
                heap->world->type_error,
                "type __qualname__ must be a str, not %s",
                name->type->name);
      return FALSE;
    }

  type->qualified_name = ml_ref (name);

  return ml_dict_delete (heap, type->dict, ml_name (heap, __qualname__));
}

/* The cell through which methods with super() or __class__ know their class. */
static gboolean
fill_class_cell (MlHeap *heap, MlType *type)
{
  MlObject *cell = ml_dict_get_str (heap, type->dict, ml_name (heap, __classcell__));

  if (cell == NULL)
    return TRUE;

  if (!ml_is_cell (heap, cell))
    {
      ml_raise (heap,
                heap->world->type_error,
                "__classcell__ must be a nonlocal cell, not <class '%s'>",
                cell->type->name);
      return FALSE;
    }

  ml_cell_set (heap, cell, ml_ref (type));

  return ml_dict_delete (heap, type->dict, ml_name (heap, __classcell__));
}

static gboolean
complete_dict (MlHeap *heap, MlType *type)
{
  if (!take_qualified_name (heap, type) ||
      !wrap_function (heap, type, ml_name (heap, __new__), ml_static_method_new) ||
      !wrap_function (heap, type, ml_name (heap, __init_subclass__), ml_class_method_new) ||
      !wrap_function (heap, type, ml_name (heap, __class_getitem__), ml_class_method_new))
    return FALSE;

  if (ml_dict_get_str (heap, type->dict, ml_name (heap, __module__)) == NULL &&
      heap->current_module != NULL)
    {
      MlObject *module = heap->current_module (heap);

      if (module != NULL && !ml_dict_set (heap, type->dict, ml_name (heap, __module__), module))
        return FALSE;
    }

  return TRUE;
}

/* What CPython adds last: a class without a docstring has None for one; who has __eq__ alone cannot
 * be hashed. */
static gboolean
add_defaults (MlHeap *heap, MlType *type)
{
  if (ml_dict_get_str (heap, type->dict, ml_name (heap, __doc__)) == NULL &&
      !ml_dict_set (heap, type->dict, ml_name (heap, __doc__), ml_none (heap)))
    return FALSE;

  return ml_dict_get_str (heap, type->dict, ml_name (heap, __eq__)) == NULL ||
         ml_dict_get_str (heap, type->dict, ml_name (heap, __hash__)) != NULL ||
         ml_dict_set (heap, type->dict, ml_name (heap, __hash__), ml_none (heap));
}

/* Hooks */

static gboolean
tell_names (MlHeap *heap, MlType *type)
{
  MlObject *copy = ml_dict_copy (heap, type->dict);
  MlNative native;
  MlObject *key, *value;
  gsize position = 0;
  gboolean done = TRUE;

  if (copy == NULL)
    return FALSE;

  ml_native_enter (heap, &native, "class statement", &copy, 1);

  while (done && ml_dict_next (copy, &position, &key, &value, NULL))
    {
      MlObject *hook = ml_find_special (heap, value, ml_name (heap, __set_name__));
      MlObject *args[] = { &type->object, key };
      MlObject *result;

      if (hook == NULL)
        {
          done = heap->raised == NULL;
          continue;
        }

      result = ml_call_held (heap, ml_name (heap, __set_name__), hook, args, 2, NULL);
      done = result != NULL;
      ml_unref_any (heap, result);
    }

  ml_native_leave (heap, &native);

  return done;
}

static gboolean
tell_parent (MlHeap *heap, MlType *type, MlObject *const *values, MlObject *names)
{
  MlObject *hook = NULL;
  MlObject *result;

  /* super(type, type).__init_subclass__: found behind the class itself in its order. */
  for (gsize i = 1; hook == NULL && i < ml_tuple_get_length (type->mro); i++)
    {
      MlType *base = (MlType *) ml_tuple_get (type->mro, i);

      hook = ml_dict_get_str (heap, base->dict, ml_name (heap, __init_subclass__));
    }

  g_return_val_if_fail (hook != NULL, FALSE);

  if (hook->type->slots.descriptor_get != NULL)
    hook = hook->type->slots.descriptor_get (heap, hook, NULL, type);
  else
    ml_ref (hook);

  if (hook == NULL)
    return FALSE;

  result = ml_call_held (heap, ml_name (heap, __init_subclass__), hook, values, 0, names);
  ml_unref_any (heap, result);

  return result != NULL;
}

/* The class */

static MlType *
new_class (MlHeap *heap, MlType *metaclass, MlType *base, MlObject *name, MlObject *bases)
{
  /* A metaclass of the program's gives its instances places for attributes, too. */
  MlType *type = ml_instance_allocate (heap, metaclass, sizeof (MlType));

  if (type == NULL)
    return NULL;

  type->flags = (base->flags & ~(guint32) (ML_TYPE_DISALLOW_NEW | ML_TYPE_ABSTRACT |
                                           ML_TYPE_METHOD_DESCRIPTOR | ML_TYPE_PLAIN)) |
                ML_TYPE_HEAP | ML_TYPE_BASE | ML_TYPE_COLLECTED | ML_TYPE_MUTABLE;
  type->spec = base->spec;
  type->instance_size = base->instance_size;
  type->items = base->items;
  type->kind = base->flags & ML_TYPE_EXCEPTION ? ML_KIND_EXCEPTION
               : base->flags & ML_TYPE_TYPE    ? ML_KIND_CLASS
                                               : ML_KIND_INSTANCE;
  type->base = ml_ref (base);
  type->bases = ml_ref (bases);

  if (ML_FAULT (CLASS_BASES))
    ml_ref (bases);

  type->name_object = ml_ref (name);
  type->name = ml_str_get_utf8 (name, NULL);

  return type;
}

static gboolean
build_class (MlHeap *heap, MlType *type, MlObject *namespace)
{
  type->dict = ml_dict_copy (heap, namespace);

  if (type->dict == NULL || !complete_dict (heap, type) || !lay_out (heap, type) ||
      !add_defaults (heap, type))
    return FALSE;

  type->mro = ml_type_compute_mro (heap, type);

  if (type->mro == NULL)
    return FALSE;

  for (gsize i = 0; i < ml_tuple_get_length (type->bases); i++)
    ml_type_add_subclass ((MlType *) ml_tuple_get (type->bases, i), type);

  type->slots = type->base->slots;
  ml_type_use_instance_life (type);
  ml_type_set_slots (heap, type);
  ml_heap_track (heap, type);

  return fill_class_cell (heap, type);
}

MlObject *
ml_type_new_class (MlHeap *heap,
                   MlType *metaclass,
                   MlObject *name,
                   MlObject *bases,
                   MlObject *namespace,
                   MlObject *const *keyword_values,
                   MlObject *keyword_names)
{
  MlObject *own_bases = ml_tuple_get_length (bases) > 0
                            ? ml_ref (bases)
                            : ml_tuple_pack (heap, 1, heap->world->object_type);
  MlType *base = choose_base (heap, own_bases);
  MlObject *type = NULL;
  MlNative native;
  gboolean done;

  if (base != NULL)
    type = (MlObject *) new_class (heap, metaclass, base, name, own_bases);

  ml_unref (heap, own_bases);

  if (type == NULL)
    return NULL;

  ml_native_enter (heap, &native, "class statement", &type, 1);
  done = build_class (heap, (MlType *) type, namespace) && tell_names (heap, (MlType *) type) &&
         tell_parent (heap, (MlType *) type, keyword_values, keyword_names);
  name = done ? ml_ref (type) : NULL;
  ml_native_leave (heap, &native);

  return name;
}

MlObject *
ml_type_make (MlHeap *heap,
              MlType *metaclass,
              MlObject *const *args,
              gsize n_args,
              MlObject *kw_names)
{
  MlType *winner;

  if (n_args != 3)
    return ml_raise (heap, heap->world->type_error, "type() takes 1 or 3 arguments");

  if (!ml_is_str (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "type.__new__() argument 1 must be str, not %s",
                     args[0]->type->name);

  if (!ml_is_tuple (args[1]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "type.__new__() argument 2 must be tuple, not %s",
                     args[1]->type->name);

  if (!ml_is_dict (args[2]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "type.__new__() argument 3 must be dict, not %s",
                     args[2]->type->name);

  winner = ml_type_choose_metaclass (heap, metaclass, args[1]);

  if (winner == NULL)
    return NULL;

  if (winner != metaclass && winner->slots.make != ml_type_make)
    return winner->slots.make (heap, winner, args, n_args, kw_names);

  return ml_type_new_class (heap, winner, args[0], args[1], args[2], args + 3, kw_names);
}

gboolean
ml_type_init (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (n_args == 1 && kw_names != NULL)
    ml_raise (heap, heap->world->type_error, "type.__init__() takes no keyword arguments");
  else if (n_args != 1 && n_args != 3)
    ml_raise (heap, heap->world->type_error, "type.__init__() takes 1 or 3 arguments");
  else
    return TRUE;

  return FALSE;
}
