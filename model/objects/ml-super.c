/* ml-super.c: super(): attributes of the classes behind one in an object's order */
#include "ml-exception.h"
#include "ml-instance.h"
#include "ml-module.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

#include "ml-dict.h"

enum
{
  FIELD_TYPE,
  FIELD_SELF,
  FIELD_SELF_TYPE,
  N_FIELDS
};

typedef struct
{
  MlObject object;
  MlType *type;
  MlObject *self;    /* or NULL: unbound */
  MlType *self_type; /* whose order is followed */
} Super;

/* The class whose order super (@type, @self) follows: borrowed; NULL with TypeError. */
static MlType *
find_start (MlHeap *heap, MlType *type, MlObject *self)
{
  if (ml_is_type (self) && ml_type_is_subtype ((MlType *) self, type))
    return (MlType *) self;

  if (ml_object_is_a (self, type))
    return self->type;

  return ml_raise (heap,
                   heap->world->type_error,
                   "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
                   ml_is_type (self) ? "type" : "instance of",
                   ml_is_type (self) ? ((MlType *) self)->name : self->type->name,
                   type->name);
}

/* What stands under @name behind @type in the order of @start: borrowed, or NULL without raising.
 */
static MlObject *
look_behind (MlHeap *heap, MlType *type, MlType *start, MlObject *name)
{
  gsize n = ml_tuple_get_length (start->mro);
  gsize i = 0;

  while (i < n && ml_tuple_get (start->mro, i) != &type->object)
    i++;

  for (i++; i < n; i++)
    {
      MlType *base = (MlType *) ml_tuple_get (start->mro, i);
      MlObject *found = ml_dict_get_str (heap, base->dict, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static MlObject *
bind (MlHeap *heap, MlObject *found, MlObject *self, MlType *start)
{
  if (found->type->slots.descriptor_get == NULL)
    return ml_ref (found);

  return found->type->slots.descriptor_get (
      heap, found, self == &start->object ? NULL : self, start);
}

MlObject *
ml_super_get_attribute (MlHeap *heap,
                        MlType *type,
                        MlObject *self,
                        MlObject *name,
                        gboolean *is_method)
{
  MlType *start;
  MlObject *found;

  *is_method = FALSE;

  if (!ml_is_type (type))
    return ml_raise (heap,
                     heap->world->type_error,
                     "super() argument 1 must be a type, not %s",
                     ((MlObject *) type)->type->name);

  start = find_start (heap, type, self);

  if (start == NULL)
    return NULL;

  found = look_behind (heap, type, start, name);

  if (found == NULL)
    return ml_raise (heap,
                     heap->world->attribute_error,
                     "'super' object has no attribute '%s'",
                     ml_str_get_utf8 (name, NULL));

  if (found->type->flags & ML_TYPE_METHOD_DESCRIPTOR && self != &start->object)
    {
      *is_method = TRUE;
      return ml_ref (found);
    }

  return bind (heap, found, self, start);
}

static MlObject *
get_attribute (MlHeap *heap, MlObject *object, MlObject *name)
{
  Super *self = (Super *) object;
  MlObject *found = NULL;

  if (self->self != NULL && name != ml_name (heap, __class__))
    found = look_behind (heap, self->type, self->self_type, name);

  return found != NULL ? bind (heap, found, self->self, self->self_type)
                       : ml_generic_get_attribute (heap, object, name);
}

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  Super *self = ml_instance_allocate (heap, type, sizeof (Super));

  if (self == NULL)
    return NULL;

  ml_heap_track (heap, self);

  return &self->object;
}

static gboolean
init (MlHeap *heap, MlObject *object, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  Super *self = (Super *) object;
  MlObject *found[2] = { NULL, NULL };
  MlType *start = NULL;

  if (n_args == 0)
    {
      if (!heap->find_super (heap, found))
        return FALSE;

      args = found;
      n_args = 2;
    }

  if (n_args > 2)
    {
      ml_raise (heap,
                heap->world->type_error,
                "super() expected at most 2 arguments, got %" G_GSIZE_FORMAT,
                n_args);
      return FALSE;
    }

  if (!ml_is_type (args[0]))
    {
      ml_raise (heap,
                heap->world->type_error,
                "super() argument 1 must be a type, not %s",
                args[0]->type->name);
      return FALSE;
    }

  if (n_args == 2 && args[1] != ml_none (heap))
    {
      start = find_start (heap, (MlType *) args[0], args[1]);

      if (start == NULL)
        return FALSE;
    }

  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, FIELD_TYPE), &self->type, ml_ref (args[0]));
  ml_heap_store (heap,
                 self,
                 ML_SLOT (ML_REGION_FIELD, FIELD_SELF),
                 &self->self,
                 start != NULL ? ml_ref (args[1]) : NULL);
  ml_heap_store (heap,
                 self,
                 ML_SLOT (ML_REGION_FIELD, FIELD_SELF_TYPE),
                 &self->self_type,
                 start != NULL ? ml_ref (start) : NULL);

  return TRUE;
}

static void
traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  Super *self = (Super *) object;
  gpointer held[N_FIELDS] = { self->type, self->self, self->self_type };

  for (guint i = 0; i < N_FIELDS; i++)
    if (held[i] != NULL)
      visit (ML_SLOT (ML_REGION_FIELD, i), held[i], data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  Super *self = (Super *) object;
  gpointer places[N_FIELDS] = { &self->type, &self->self, &self->self_type };

  return ml_heap_give_up_fields (heap, self, 0, places, G_N_ELEMENTS (places), cursor);
}

static MlObject *
repr (MlHeap *heap, MlObject *object)
{
  Super *self = (Super *) object;
  const char *name = self->type != NULL ? self->type->name : "NULL";

  if (self->self_type != NULL)
    return ml_str_format (heap, "<super: <class '%s'>, <%s object>>", name, self->self_type->name);

  return ml_str_format (heap, "<super: <class '%s'>, NULL>", name);
}

static const char *const fields[] = { "__thisclass__", "__self__", "__self_class__", NULL };

const MlTypeSpec ml_super_spec = {
  .name = "super",
  .doc = "super() -> same as super(__class__, <first argument>)\n"
         "super(type) -> unbound super object\n"
         "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
         "super(type, type2) -> bound super object; requires issubclass(type2, type)",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_BASE,
  .instance_size = sizeof (Super),
  .python_size = 40,
  .kind = ML_KIND_OTHER,
  .fields = fields,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .repr = repr,
    .get_attribute = get_attribute,
    .make = make,
    .init = init,
  },
};
