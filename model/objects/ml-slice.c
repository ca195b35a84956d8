#include "ml-slice.h"

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-int-math.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define START ML_SLOT (ML_REGION_FIELD, 0)
#define STOP ML_SLOT (ML_REGION_FIELD, 1)
#define STEP ML_SLOT (ML_REGION_FIELD, 2)

MlObject *
ml_slice_new (MlHeap *heap, MlObject *start, MlObject *stop, MlObject *step)
{
  MlObject *none = heap->world->none;
  MlSlice *self = ml_heap_allocate (heap, heap->world->slice_type, sizeof (MlSlice));

  if (self == NULL)
    return NULL;

  self->start = ml_ref (start != NULL ? start : none);
  self->stop = ml_ref (stop != NULL ? stop : none);
  self->step = ml_ref (step != NULL ? step : none);
  ml_heap_track (heap, self);

  return &self->object;
}

/* Reads one of the three; None is @otherwise. What is no gssize becomes the nearest that is. */
static gboolean
read_part (MlHeap *heap, MlObject *part, gssize otherwise, gssize *value)
{
  if (part == heap->world->none)
    {
      *value = otherwise;
      return TRUE;
    }

  if (!ml_is_int (part) && part->type->slots.index == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "slice indices must be integers or None or have an __index__ method");
      return FALSE;
    }

  return ml_int_as_index (heap, part, NULL, value);
}

gboolean
ml_slice_resolve (MlHeap *heap, MlObject *object, MlSliceRange *range)
{
  MlSlice *self = (MlSlice *) object;

  if (!read_part (heap, self->step, 1, &range->step))
    return FALSE;

  if (range->step == 0)
    {
      ml_raise (heap, heap->world->value_error, "slice step cannot be zero");
      return FALSE;
    }

  /* So that it can be negated. */
  range->step = MAX (range->step, -G_MAXSSIZE);

  return read_part (heap, self->start, range->step < 0 ? G_MAXSSIZE : 0, &range->start) &&
         read_part (heap, self->stop, range->step < 0 ? G_MINSSIZE : G_MAXSSIZE, &range->stop);
}

/* An index that may count from the end, as one within the sequence, or just beside it. */
static gssize
fit (gssize index, gssize length, gboolean backwards)
{
  if (index < 0)
    {
      index += length;
      return index < 0 ? (backwards ? -1 : 0) : index;
    }

  return index >= length ? (backwards ? length - 1 : length) : index;
}

void
ml_slice_fit (MlSliceRange *range, gssize length)
{
  gboolean backwards = range->step < 0;

  range->start = fit (range->start, length, backwards);
  range->stop = fit (range->stop, length, backwards);
  range->n = 0;

  if (backwards && range->stop < range->start)
    range->n = (range->start - range->stop - 1) / -range->step + 1;
  else if (!backwards && range->start < range->stop)
    range->n = (range->stop - range->start - 1) / range->step + 1;
}

/* slice.indices(), for a length of any size */

/* The same as read_part() and fit() in objects. @low and @high are where an index may stand. New
 * reference. */
static MlObject *
fit_object (MlHeap *heap,
            MlObject *part,
            MlObject *length,
            MlObject *low,
            MlObject *high,
            MlObject *otherwise)
{
  MlObject *index, *moved;

  if (part == heap->world->none)
    return ml_ref (otherwise);

  if (!ml_is_int (part) && part->type->slots.index == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "slice indices must be integers or None or have an __index__ method");

  index = ml_index (heap, part);
  if (index == NULL)
    return NULL;

  if (ml_int_get_sign (index) < 0)
    {
      moved = ml_int_add (heap, index, length);
      ml_unref (heap, index);
      index = moved;

      if (index != NULL && ml_int_order (index, low) < 0)
        {
          ml_unref (heap, index);
          index = ml_ref (low);
        }
    }
  else if (ml_int_order (index, high) > 0)
    {
      ml_unref (heap, index);
      index = ml_ref (high);
    }

  return index;
}

/* Fills @parts with start, stop and step; FALSE with some of them filled. */
static gboolean
compute_indices (MlHeap *heap,
                 MlSlice *self,
                 MlObject *length,
                 MlObject *parts[3],
                 MlObject **edges)
{
  gboolean backwards;

  parts[2] = self->step == heap->world->none ? ml_int_new (heap, 1) : ml_index (heap, self->step);
  if (parts[2] == NULL)
    return FALSE;

  if (ml_int_get_sign (parts[2]) == 0)
    {
      ml_raise (heap, heap->world->value_error, "slice step cannot be zero");
      return FALSE;
    }

  backwards = ml_int_get_sign (parts[2]) < 0;
  edges[0] = ml_int_new (heap, backwards ? -1 : 0);
  edges[1] = backwards ? ml_int_add (heap, length, edges[0]) : ml_ref (length);
  if (edges[1] == NULL)
    return FALSE;

  parts[0] = fit_object (heap, self->start, length, edges[0], edges[1], edges[backwards ? 1 : 0]);
  if (parts[0] == NULL)
    return FALSE;

  parts[1] = fit_object (heap, self->stop, length, edges[0], edges[1], edges[backwards ? 0 : 1]);

  return parts[1] != NULL;
}

MlObject *
ml_slice_get_indices (MlHeap *heap, MlObject *self, MlObject *length)
{
  /* start, stop, step, and the two edges */
  MlObject *owned[5] = { NULL };
  MlObject *result = NULL;
  MlNative native;

  ml_native_enter (heap, &native, "slice.indices", owned, G_N_ELEMENTS (owned));

  if (compute_indices (heap, (MlSlice *) self, length, owned, &owned[3]))
    result = ml_tuple_new_from (heap, owned, 3);

  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
slice_indices (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *length, *result = NULL;
  MlNative native;

  length = ml_index (heap, args[0]);
  ml_native_enter (heap, &native, "slice.indices", &length, 1);

  if (length != NULL && ml_int_get_sign (length) < 0)
    ml_raise (heap, heap->world->value_error, "length should not be negative");
  else if (length != NULL)
    result = ml_slice_get_indices (heap, self, length);

  ml_native_leave (heap, &native);

  return result;
}

/* Life */

static void
slice_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlSlice *self = (MlSlice *) object;

  if (self->step != NULL)
    visit (STEP, self->step, data);
  if (self->start != NULL)
    visit (START, self->start, data);
  if (self->stop != NULL)
    visit (STOP, self->stop, data);
}

static MlObject *
slice_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlSlice *self = (MlSlice *) object;
  MlObject *dead;

  if ((dead = ml_heap_give_up (heap, self, STEP, &self->step)) != NULL ||
      (dead = ml_heap_give_up (heap, self, START, &self->start)) != NULL)
    return dead;

  return ml_heap_give_up (heap, self, STOP, &self->stop);
}

/* Looks */

static MlObject *
slice_repr (MlHeap *heap, MlObject *object)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlSlice *self = (MlSlice *) object;

  ml_str_builder_append_ascii (&builder, "slice(", 6);
  if (!ml_repr_to_builder (heap, &builder, self->start))
    return NULL;

  ml_str_builder_append_ascii (&builder, ", ", 2);
  if (!ml_repr_to_builder (heap, &builder, self->stop))
    return NULL;

  ml_str_builder_append_ascii (&builder, ", ", 2);
  if (!ml_repr_to_builder (heap, &builder, self->step))
    return NULL;

  ml_str_builder_append (&builder, ')');

  return ml_str_builder_end (&builder);
}

static MlObject *
to_tuple (MlHeap *heap, MlObject *object)
{
  MlSlice *self = (MlSlice *) object;

  return ml_tuple_pack (heap, 3, self->start, self->stop, self->step);
}

static MlObject *
slice_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  MlObject *pair[2], *result = NULL;
  MlNative native;

  if (!ml_is_slice (heap, other))
    return ml_ref (heap->world->not_implemented);

  pair[0] = to_tuple (heap, self);
  pair[1] = to_tuple (heap, other);
  ml_native_enter (heap, &native, "slice comparison", pair, 2);

  if (pair[0] != NULL && pair[1] != NULL)
    result = ml_compare (heap, pair[0], pair[1], how);

  ml_native_leave (heap, &native);

  return result;
}

/* As a tuple of the three, but for the last step, in which a tuple mixes its length in. */
static gint64
slice_hash (MlHeap *heap, MlObject *object)
{
  MlSlice *self = (MlSlice *) object;
  MlObject *parts[] = { self->start, self->stop, self->step };
  guint64 mixed = G_GUINT64_CONSTANT (2870177450012600261);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 lane = ml_hash (heap, parts[i]);

      if (lane == -1)
        return -1;

      mixed += (guint64) lane * G_GUINT64_CONSTANT (14029467366897019727);
      mixed = (mixed << 31 | mixed >> 33) * G_GUINT64_CONSTANT (11400714785074694791);
    }

  return mixed == G_MAXUINT64 ? 1546275796 : (gint64) mixed;
}

static MlObject *
slice_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (kw_names != NULL)
    return ml_raise (heap, heap->world->type_error, "slice() takes no keyword arguments");

  if (n_args == 0)
    return ml_raise (heap, heap->world->type_error, "slice expected at least 1 argument, got 0");

  if (n_args > 3)
    return ml_raise (heap,
                     heap->world->type_error,
                     "slice expected at most 3 arguments, got %" G_GSIZE_FORMAT,
                     n_args);

  if (n_args == 1)
    return ml_slice_new (heap, NULL, args[0], NULL);

  return ml_slice_new (heap, args[0], args[1], n_args == 3 ? args[2] : NULL);
}

static MlObject *
slice_get_start (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlSlice *) self)->start);
}

static MlObject *
slice_get_stop (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlSlice *) self)->stop);
}

static MlObject *
slice_get_step (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlSlice *) self)->step);
}

static const MlGetter slice_getters[] = {
  { "start", slice_get_start },
  { "stop", slice_get_stop },
  { "step", slice_get_step },
  { NULL },
};

static const MlMethod slice_methods[] = {
  { "indices",
    slice_indices,
    1,
    1,
    .doc = "S.indices(len) -> (start, stop, stride)\n"
           "\n"
           "Assuming a sequence of length len, calculate the start and stop\n"
           "indices, and the stride length of the extended slice described by\n"
           "S. Out of bounds indices are clipped in a manner consistent with the\n"
           "handling of normal slices." },
  { NULL },
};

static const char *const slice_fields[] = { "start", "stop", "step", NULL };

const MlTypeSpec ml_slice_spec = {
  .name = "slice",
  .doc = "slice(stop)\n"
         "slice(start, stop[, step])\n"
         "\n"
         "Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
  .flags = ML_TYPE_COLLECTED,
  .instance_size = sizeof (MlSlice),
  .python_size = 40,
  .kind = ML_KIND_OTHER,
  .fields = slice_fields,
  .slots = {
    .traverse = slice_traverse,
    .dismantle = slice_dismantle,
    .repr = slice_repr,
    .hash = slice_hash,
    .compare = slice_compare,
    .make = slice_make,
  },
  .methods = slice_methods,
  .getters = slice_getters,
};
