/* ml-code.c: the type of code objects */

#include "ml-code.h"

#include <string.h>

#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

#define N_FIELDS 6

/* The objects that a code object holds, in the order in which it lets go of them. */
static MlObject **
get_field (MlCode *self, guint index)
{
  MlObject **const fields[N_FIELDS] = {
    &self->constants, &self->names, &self->locals_plus_names,
    &self->file_name, &self->name,  &self->qualified_name,
  };

  return fields[index];
}

MlCode *
ml_code_new (MlHeap *heap)
{
  return ml_heap_allocate (heap, heap->world->code_type, sizeof (MlCode));
}

static void
code_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      MlObject *held = *get_field ((MlCode *) object, i);

      if (held != NULL)
        visit (ML_SLOT (ML_REGION_FIELD, i), held, data);
    }
}

static void
free_arrays (MlCode *self)
{
  g_clear_pointer (&self->instructions, g_free);
  g_clear_pointer (&self->positions, g_free);
  g_clear_pointer (&self->second_positions, g_free);
  g_clear_pointer (&self->handlers, g_free);
  g_clear_pointer (&self->caches, g_free);
  g_clear_pointer (&self->locals_plus_kinds, g_free);
}

static MlObject *
code_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlCode *self = (MlCode *) object;

  while (*cursor < N_FIELDS)
    {
      guint index = (*cursor)++;
      MlObject *dying =
          ml_heap_give_up (heap, object, ML_SLOT (ML_REGION_FIELD, index), get_field (self, index));

      if (dying != NULL)
        return dying;
    }

  free_arrays (self);

  return NULL;
}

const MlHandler *
ml_code_find_handler (const MlCode *self, guint32 index)
{
  guint low = 0, high = self->n_handlers;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const MlHandler *handler = &self->handlers[middle];

      if (index < handler->start)
        high = middle;
      else if (index >= handler->end)
        low = middle + 1;
      else
        return handler;
    }

  return NULL;
}

static gboolean
has_equal_instructions (const MlCode *left, const MlCode *right)
{
  if (left->n_instructions != right->n_instructions || left->n_handlers != right->n_handlers)
    return FALSE;

  for (guint i = 0; i < left->n_instructions; i++)
    if (left->instructions[i].op != right->instructions[i].op ||
        left->instructions[i].arg != right->instructions[i].arg)
      return FALSE;

  for (guint i = 0; i < left->n_handlers; i++)
    {
      const MlHandler *a = &left->handlers[i], *b = &right->handlers[i];

      if (a->start != b->start || a->end != b->end || a->target != b->target ||
          a->depth != b->depth || a->push_last != b->push_last)
        return FALSE;
    }

  return memcmp (left->positions, right->positions, left->n_instructions * sizeof (MlPosition)) ==
         0;
}

static gboolean
has_equal_names (MlHeap *heap, const MlCode *left, const MlCode *right)
{
  return ml_compare_bool (heap, left->name, right->name, ML_EQUAL) == 1 &&
         ml_compare_bool (heap, left->names, right->names, ML_EQUAL) == 1 &&
         ml_compare_bool (heap, left->locals_plus_names, right->locals_plus_names, ML_EQUAL) == 1 &&
         memcmp (left->locals_plus_kinds, right->locals_plus_kinds, left->n_locals_plus) == 0;
}

/* Constants of one unit are merged, so equal ones are identical; those of two units have their
 * types compared. */
static gboolean
has_equal_constants (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (left == right)
    return TRUE;

  if (ml_tuple_get_length (left) != ml_tuple_get_length (right))
    return FALSE;

  for (gsize i = 0; i < ml_tuple_get_length (left); i++)
    {
      MlObject *a = ml_tuple_get (left, i), *b = ml_tuple_get (right, i);

      if (a->type != b->type || ml_compare_bool (heap, a, b, ML_EQUAL) != 1)
        return FALSE;
    }

  return TRUE;
}

gboolean
ml_code_equal (MlHeap *heap, const MlCode *left, const MlCode *right)
{
  return left->n_arguments == right->n_arguments &&
         left->n_positional_only == right->n_positional_only &&
         left->n_keyword_only == right->n_keyword_only && left->flags == right->flags &&
         left->first_line == right->first_line && has_equal_instructions (left, right) &&
         has_equal_names (heap, left, right) &&
         has_equal_constants (heap, left->constants, right->constants);
}

static MlObject *
code_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  gboolean equal;

  if ((how != ML_EQUAL && how != ML_NOT_EQUAL) || other->type != heap->world->code_type)
    return ml_ref (heap->world->not_implemented);

  equal = ml_code_equal (heap, (MlCode *) self, (MlCode *) other);

  return ml_ref (ml_bool (heap, equal == (how == ML_EQUAL)));
}

static gint64
code_hash (MlHeap *heap, MlObject *object)
{
  MlCode *self = (MlCode *) object;
  gint64 hash = ml_str_get_hash (self->name);

  for (guint i = 0; i < self->n_instructions; i++)
    hash = hash * 31 + self->instructions[i].op * 7 + self->instructions[i].arg;

  return hash == -1 ? -2 : hash;
}

static MlObject *
code_repr (MlHeap *heap, MlObject *object)
{
  MlCode *self = (MlCode *) object;

  return ml_str_format (heap,
                        "<code object %s at 0x%" G_GINT64_MODIFIER "x, file \"%s\", line %u>",
                        ml_str_get_utf8 (self->name, NULL),
                        ml_heap_get_address (heap, object),
                        ml_str_get_utf8 (self->file_name, NULL),
                        self->first_line);
}

/* Attributes */

static MlObject *
get_arg_count (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, ((MlCode *) self)->n_arguments);
}

static MlObject *
get_positional_only_count (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, ((MlCode *) self)->n_positional_only);
}

static MlObject *
get_keyword_only_count (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, ((MlCode *) self)->n_keyword_only);
}

static MlObject *
get_n_locals (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, ((MlCode *) self)->n_locals);
}

static MlObject *
get_stack_size (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, ((MlCode *) self)->stack_size);
}

static MlObject *
get_flags (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, ((MlCode *) self)->flags);
}

static MlObject *
get_first_line (MlHeap *heap, MlObject *self)
{
  return ml_int_new (heap, ((MlCode *) self)->first_line);
}

static MlObject *
get_constants (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlCode *) self)->constants);
}

static MlObject *
get_names (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlCode *) self)->names);
}

static MlObject *
get_file_name (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlCode *) self)->file_name);
}

static MlObject *
get_name (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlCode *) self)->name);
}

static MlObject *
get_qualified_name (MlHeap *heap, MlObject *self)
{
  return ml_ref (((MlCode *) self)->qualified_name);
}

/* The names of those places in the frame that are of @kind. */
static MlObject *
select_names (MlHeap *heap, MlCode *self, MlLocalKind kind)
{
  MlObject *result;
  guint n = 0;

  for (guint i = 0; i < self->n_locals_plus; i++)
    n += (self->locals_plus_kinds[i] & kind) != 0;

  result = ml_tuple_new (heap, n);
  n = 0;

  for (guint i = 0; result != NULL && i < self->n_locals_plus; i++)
    if (self->locals_plus_kinds[i] & kind)
      ml_tuple_fill (result, n++, ml_ref (ml_tuple_get (self->locals_plus_names, i)));

  return result;
}

static MlObject *
get_local_names (MlHeap *heap, MlObject *self)
{
  return select_names (heap, (MlCode *) self, ML_LOCAL_PLAIN);
}

static MlObject *
get_cell_names (MlHeap *heap, MlObject *self)
{
  return select_names (heap, (MlCode *) self, ML_LOCAL_CELL);
}

static MlObject *
get_free_names (MlHeap *heap, MlObject *self)
{
  return select_names (heap, (MlCode *) self, ML_LOCAL_FREE);
}

static MlObject *
make_number (MlHeap *heap, guint32 number, gboolean is_there)
{
  return is_there ? ml_int_new (heap, number) : ml_ref (ml_none (heap));
}

static MlObject *
make_position (MlHeap *heap, const MlPosition *position)
{
  gboolean has_line = position->line != 0 || position->end_line != 0;
  gboolean has_column = has_line && position->column != ML_NO_COLUMN;
  MlObject *items[] = {
    make_number (heap, position->line, has_line),
    make_number (heap, position->end_line, has_line),
    make_number (heap, position->column, has_column),
    make_number (heap, position->end_column, has_column),
  };

  return ml_tuple_new_take (heap, items, G_N_ELEMENTS (items));
}

/* An iterator over (line, end line, column, end column) of each instruction. */
static MlObject *
code_positions (MlHeap *heap,
                MlObject *object,
                MlObject *const *args,
                gsize n_args,
                MlObject *kw_names)
{
  MlCode *self = (MlCode *) object;
  MlObject *all = ml_tuple_new (heap, self->n_instructions), *iterator;

  if (all == NULL)
    return NULL;

  for (guint i = 0; i < self->n_instructions; i++)
    ml_tuple_fill (all, i, make_position (heap, &self->positions[i]));

  iterator = ml_iterate (heap, all);
  ml_unref (heap, all);

  return iterator;
}

static const MlGetter code_getters[] = {
  { "co_argcount", get_arg_count },
  { "co_posonlyargcount", get_positional_only_count },
  { "co_kwonlyargcount", get_keyword_only_count },
  { "co_nlocals", get_n_locals },
  { "co_stacksize", get_stack_size },
  { "co_flags", get_flags },
  { "co_consts", get_constants },
  { "co_names", get_names },
  { "co_varnames", get_local_names },
  { "co_cellvars", get_cell_names },
  { "co_freevars", get_free_names },
  { "co_filename", get_file_name },
  { "co_name", get_name },
  { "co_qualname", get_qualified_name },
  { "co_firstlineno", get_first_line },
  { NULL },
};

static const MlMethod code_methods[] = {
  { "co_positions", code_positions, 0, 0 },
  { NULL },
};

static const char *const code_fields[] = {
  "constants", "names", "variables", "file", "name", "qualified name", NULL,
};

const MlTypeSpec ml_code_spec = {
  .name = "code",
  .doc = "Create a code object.  Not for mere mortals.",
  .flags = ML_TYPE_WEAKREFS | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlCode),
  .python_size = 208,
  .kind = ML_KIND_CODE,
  .fields = code_fields,
  .slots = {
    .traverse = code_traverse,
    .dismantle = code_dismantle,
    .repr = code_repr,
    .hash = code_hash,
    .compare = code_compare,
  },
  .methods = code_methods,
  .getters = code_getters,
};
