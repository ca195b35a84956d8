/* ml-cell.c: a cell, the variable that a function and its closures share */
#include "ml-cell.h"

#include "ml-exception.h"
#include "ml-fault.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define CONTENTS ML_SLOT (ML_REGION_FIELD, 0)

MlObject *
ml_cell_new (MlHeap *heap, MlObject *value)
{
  MlCell *self = ml_heap_allocate (heap, heap->world->cell_type, sizeof (MlCell));

  if (self == NULL)
    {
      ml_unref_any (heap, value);
      return NULL;
    }

  self->value = value;
  ml_heap_track (heap, self);

  if (ML_FAULT (CELL_CONTENTS) && value != NULL)
    ml_ref (value);

  return &self->object;
}

static void
traverse (MlHeap *heap, MlObject *self, MlVisit visit, gpointer data)
{
  if (ml_cell_get (self) != NULL)
    visit (CONTENTS, ml_cell_get (self), data);
}

static MlObject *
dismantle (MlHeap *heap, MlObject *self, gsize *cursor)
{
  return ml_heap_give_up (heap, self, CONTENTS, &((MlCell *) self)->value);
}

static void
clear (MlHeap *heap, MlObject *self)
{
  ml_cell_set (heap, self, NULL);
}

static MlObject *
repr (MlHeap *heap, MlObject *self)
{
  MlObject *value = ml_cell_get (self);
  guint64 address = ml_heap_get_address (heap, self);

  if (value == NULL)
    return ml_str_format (heap, "<cell at 0x%" G_GINT64_MODIFIER "x: empty>", address);

  return ml_str_format (heap,
                        "<cell at 0x%" G_GINT64_MODIFIER "x: %s object at 0x%" G_GINT64_MODIFIER
                        "x>",
                        address,
                        value->type->name,
                        ml_heap_get_address (heap, value));
}

/* By what they hold; an empty cell comes first. */
static MlObject *
compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  MlObject *left = ml_cell_get (self);
  MlObject *right;

  if (!ml_is_cell (heap, other))
    return heap->world->not_implemented;

  right = ml_cell_get (other);

  if (left != NULL && right != NULL)
    return ml_compare (heap, left, right, how);

  return ml_bool (heap, ml_int_compare_words (left != NULL, right != NULL, how));
}

static MlObject *
make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  if (kw_names != NULL && ml_tuple_get_length (kw_names) > 0)
    return ml_raise (heap, heap->world->type_error, "cell() takes no keyword arguments");

  if (n_args > 1)
    return ml_raise (heap,
                     heap->world->type_error,
                     "cell expected at most 1 argument, got %" G_GSIZE_FORMAT,
                     n_args);

  return ml_cell_new (heap, n_args == 1 ? ml_ref (args[0]) : NULL);
}

static MlObject *
get_contents (MlHeap *heap, MlObject *self)
{
  if (ml_cell_get (self) == NULL)
    return ml_raise (heap, heap->world->value_error, "Cell is empty");

  return ml_ref (ml_cell_get (self));
}

static gboolean
set_contents (MlHeap *heap, MlObject *self, MlObject *value)
{
  ml_cell_set (heap, self, value != NULL ? ml_ref (value) : NULL);

  return TRUE;
}

static const char *const fields[] = { "cell_contents", NULL };

static const MlGetter getters[] = {
  { "cell_contents", get_contents, set_contents },
  { NULL },
};

const MlTypeSpec ml_cell_spec = {
  .name = "cell",
  .doc = "Create a new cell object.\n\n"
         "  contents\n    the contents of the cell. If not specified, the cell will be empty,\n"
         "    and \n further attempts to access its cell_contents attribute will\n"
         "    raise a ValueError.",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE,
  .instance_size = sizeof (MlCell),
  .python_size = 24,
  .kind = ML_KIND_CELL,
  .fields = fields,
  .slots = {
    .traverse = traverse,
    .dismantle = dismantle,
    .clear = clear,
    .repr = repr,
    .compare = compare,
    .make = make,
  },
  .getters = getters,
};
