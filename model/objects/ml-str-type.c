/* ml-str-type.c: the slots of str, and its iterator */
#include <string.h>

#include "ml-arguments.h"
#include "ml-bytes.h"
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-slice.h"
#include "ml-str-private.h"
#include "ml-tuple.h"

/* What CPython's structs take without the characters. */
#define SIZE_ASCII 40
#define SIZE_COMPACT 56
#define SIZE_SUBCLASS 64

/* Life */

static MlObject *
str_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlStr *self = (MlStr *) object;

  if (object->flags & ML_OBJECT_INTERNED)
    {
      /* There is none any more when all memory is freed at once. */
      if (heap->world->interned != NULL)
        g_hash_table_remove (heap->world->interned, self);

      object->flags &= ~ML_OBJECT_INTERNED;
    }

  if (self->capacity != 0)
    ml_heap_free_buffer (heap, self->data, self->capacity);

  self->data = NULL;
  self->length = 0;
  self->capacity = 0;
  g_clear_pointer (&self->utf8, g_free);

  return NULL;
}

/* UTF-8 that shows a lone surrogate as an escape. (transfer full) */
static char *
to_valid_utf8 (MlObject *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      gunichar c = ml_str_read (self, i);

      if (g_unichar_type (c) == G_UNICODE_SURROGATE)
        g_string_append_printf (text, "\\u%04x", c);
      else
        g_string_append_unichar (text, c);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
str_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  gsize length;

  value->type = ML_VALUE_TEXT;

  if (ml_str_is_encodable (self))
    value->text = ml_str_get_utf8 (self, &length);
  else
    {
      g_free (heap->world->told_text);
      heap->world->told_text = to_valid_utf8 (self);
      value->text = heap->world->told_text;
      length = strlen (value->text);
    }

  value->length = (guint32) MIN (length, G_MAXUINT32);
}

static gsize
str_size (MlHeap *heap, MlObject *self)
{
  gsize characters = (ml_str_get_length (self) + 1) * ml_str_get_width (self);

  if (self->type != heap->world->str_type)
    return SIZE_SUBCLASS + characters;

  return (ml_str_is_ascii (self) ? SIZE_ASCII : SIZE_COMPACT) + characters;
}

/* Looks */

static MlObject *
str_repr (MlHeap *heap, MlObject *self)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  ml_str_append_repr (&builder, self);

  return ml_str_builder_end (&builder);
}

static gint64
str_hash (MlHeap *heap, MlObject *self)
{
  return ml_str_get_hash (self);
}

static int
str_truth (MlHeap *heap, MlObject *self)
{
  return ml_str_get_length (self) != 0;
}

static MlObject *
str_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  if (!ml_is_str (other))
    return ml_ref (heap->world->not_implemented);

  if (how == ML_EQUAL)
    return ml_bool (heap, ml_str_equal (self, other));

  if (how == ML_NOT_EQUAL)
    return ml_bool (heap, !ml_str_equal (self, other));

  return ml_bool (heap, ml_int_compare_words (ml_str_order (self, other), 0, how));
}

/* As a sequence */

static gssize
str_length (MlHeap *heap, MlObject *self)
{
  return (gssize) ml_str_get_length (self);
}

static MlObject *
get_slice (MlHeap *heap, MlObject *self, MlObject *slice)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlSliceRange range;

  if (!ml_slice_resolve (heap, slice, &range))
    return NULL;

  ml_slice_fit (&range, (gssize) ml_str_get_length (self));

  if (range.step == 1)
    return ml_str_slice (heap, self, (gsize) range.start, (gsize) (range.start + range.n));

  for (gssize i = 0; i < range.n; i++)
    ml_str_builder_append (&builder, ml_str_read (self, (gsize) (range.start + i * range.step)));

  return ml_str_builder_end (&builder);
}

static MlObject *
str_get_item (MlHeap *heap, MlObject *self, MlObject *key)
{
  gssize length = (gssize) ml_str_get_length (self);
  gssize index;

  if (ml_is_slice (heap, key))
    return get_slice (heap, self, key);

  if (!ml_is_int (key) && key->type->slots.index == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "string indices must be integers, not '%s'",
                     key->type->name);

  if (!ml_int_as_index (heap, key, heap->world->index_error, &index))
    return NULL;

  if (index < 0)
    index += length;

  if (index < 0 || index >= length)
    return ml_raise (heap, heap->world->index_error, "string index out of range");

  return ml_str_from_character (heap, ml_str_read (self, (gsize) index));
}

static int
str_contains (MlHeap *heap, MlObject *self, MlObject *item)
{
  if (!ml_is_str (item))
    {
      ml_raise (heap,
                heap->world->type_error,
                "'in <string>' requires string as left operand, not %s",
                item->type->name);
      return -1;
    }

  return ml_str_find (self, item, 0, ml_str_get_length (self), FALSE) >= 0;
}

static MlObject *
str_concat (MlHeap *heap, MlObject *self, MlObject *other)
{
  if (!ml_is_str (other))
    return ml_raise (heap,
                     heap->world->type_error,
                     "can only concatenate str (not \"%s\") to str",
                     other->type->name);

  return ml_str_concat (heap, self, other);
}

static MlObject *
str_repeat (MlHeap *heap, MlObject *self, gssize n)
{
  gsize length = ml_str_get_length (self);
  gssize total;
  MlStr *result;

  if (n <= 0 || length == 0)
    return heap->world->empty_str;

  if (n == 1)
    return ml_str_to_plain (heap, self);

  if (__builtin_mul_overflow ((gssize) length, n, &total))
    return ml_raise (heap, heap->world->overflow_error, "repeated string is too long");

  result = ml_str_allocate (heap, (gsize) total, ml_str_get_largest ((MlStr *) self, 0, length));
  if (result == NULL)
    return NULL;

  for (gsize at = 0; at < (gsize) total; at += length)
    memcpy (result->data + at * self->spare, ((MlStr *) self)->data, length * self->spare);

  return &result->object;
}

static MlObject *
str_remainder (MlHeap *heap, MlObject *left, MlObject *right)
{
  if (!ml_is_str (left))
    return ml_ref (heap->world->not_implemented);

  return ml_format_percent (heap, left, right);
}

/* Making from Python */

static MlObject *
copy_as (MlHeap *heap, MlType *type, MlObject *text)
{
  const MlStr *source = (MlStr *) text;
  gsize size = (source->length + 1) * text->spare;
  MlStr *self = ml_instance_allocate (heap, type, sizeof (MlStr));

  if (self == NULL)
    return NULL;

  self->object.spare = text->spare;
  self->object.flags |= text->flags & ML_STR_ASCII;
  self->hash = source->hash;
  self->data = ml_heap_resize_buffer (heap, NULL, 0, size);

  if (self->data == NULL)
    {
      ml_unref (heap, self);
      return NULL;
    }

  memcpy (self->data, source->data, size);
  self->capacity = size;
  self->length = source->length;

  return &self->object;
}

static gboolean
expect_str (MlHeap *heap, MlObject *argument, const char *name)
{
  if (argument == NULL || ml_is_str (argument))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "str() argument '%s' must be str, not %s",
            name,
            argument->type->name);
  return FALSE;
}

static MlObject *
decode (MlHeap *heap, MlObject *object, MlObject *encoding, MlObject *errors)
{
  if (!expect_str (heap, encoding, "encoding") || !expect_str (heap, errors, "errors"))
    return NULL;

  if (ml_is_str (object))
    return ml_raise (heap, heap->world->type_error, "decoding str is not supported");

  if (!ml_is_bytes (object))
    return ml_raise (heap,
                     heap->world->type_error,
                     "decoding to str: need a bytes-like object, %s found",
                     object->type->name);

  return ml_bytes_decode (heap, object, encoding, errors);
}

static MlObject *
str_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  static const char *const names[] = { "object", "encoding", "errors", NULL };
  MlObject *values[3] = { NULL };
  MlObject *text, *self;

  if (n_args > 3)
    return ml_raise (heap,
                     heap->world->type_error,
                     "str expected at most 3 arguments, got %" G_GSIZE_FORMAT,
                     n_args);

  if (!ml_read_arguments (heap, "str", names, args, n_args, kw_names, values))
    return NULL;

  if (values[0] == NULL)
    text = heap->world->empty_str;
  else if (values[1] == NULL && values[2] == NULL)
    text = ml_to_str (heap, values[0]);
  else
    text = decode (heap, values[0], values[1], values[2]);

  if (text == NULL || type == heap->world->str_type)
    return text;

  self = copy_as (heap, type, text);
  ml_unref (heap, text);

  return self;
}

/* The iterator */

typedef struct
{
  MlObject object;
  MlObject *str; /* NULL at the end */
  gsize index;
} MlStrIterator;

static MlObject *
str_iterate (MlHeap *heap, MlObject *self)
{
  MlStrIterator *iterator;

  iterator = ml_heap_allocate (heap,
                               ml_str_is_ascii (self) ? heap->world->str_ascii_iterator_type
                                                      : heap->world->str_iterator_type,
                               sizeof (MlStrIterator));
  if (iterator == NULL)
    return NULL;

  iterator->str = ml_ref (self);
  ml_heap_track (heap, iterator);

  return &iterator->object;
}

static void
str_iterator_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlStrIterator *self = (MlStrIterator *) object;

  if (self->str != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, 0), self->str, data);
}

static MlObject *
str_iterator_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlStrIterator *self = (MlStrIterator *) object;

  return ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, 0), &self->str);
}

static MlObject *
str_iterator_next (MlHeap *heap, MlObject *object)
{
  MlStrIterator *self = (MlStrIterator *) object;

  if (self->str == NULL)
    return NULL;

  if (self->index < ml_str_get_length (self->str))
    return ml_str_from_character (heap, ml_str_read (self->str, self->index++));

  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, 0), &self->str, NULL);

  return NULL;
}

static MlObject *
str_iterator_itself (MlHeap *heap, MlObject *self)
{
  return ml_ref (self);
}

static MlObject *
str_iterator_length_hint (MlHeap *heap,
                          MlObject *object,
                          MlObject *const *args,
                          gsize n_args,
                          MlObject *kw_names)
{
  MlStrIterator *self = (MlStrIterator *) object;
  gsize left = self->str == NULL ? 0 : ml_str_get_length (self->str) - self->index;

  return ml_int_new (heap, (gint64) left);
}

static const MlMethod str_iterator_methods[] = {
  { "__length_hint__",
    str_iterator_length_hint,
    0,
    0,
    .doc = "Private method returning an estimate of len(list(it))." },
  { NULL },
};

static const char *const str_iterator_fields[] = { "str", NULL };

const MlTypeSpec ml_str_iterator_spec = {
  .name = "str_iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlStrIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = str_iterator_fields,
  .slots = {
    .traverse = str_iterator_traverse,
    .dismantle = str_iterator_dismantle,
    .iterate = str_iterator_itself,
    .next = str_iterator_next,
  },
  .methods = str_iterator_methods,
};

const MlTypeSpec ml_str_ascii_iterator_spec = {
  .name = "str_ascii_iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlStrIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = str_iterator_fields,
  .slots = {
    .traverse = str_iterator_traverse,
    .dismantle = str_iterator_dismantle,
    .iterate = str_iterator_itself,
    .next = str_iterator_next,
  },
  .methods = str_iterator_methods,
};

const MlTypeSpec ml_str_spec = {
  .name = "str",
  .doc = "str(object='') -> str\n"
         "str(bytes_or_buffer[, encoding[, errors]]) -> str\n"
         "\n"
         "Create a new string object from the given object. If encoding or\n"
         "errors is specified, then the object must expose a data buffer\n"
         "that will be decoded using the given encoding and error handler.\n"
         "Otherwise, returns the result of object.__str__() (if defined)\n"
         "or repr(object).\n"
         "encoding defaults to sys.getdefaultencoding().\n"
         "errors defaults to 'strict'.",
  .flags = ML_TYPE_BASE | ML_TYPE_STR | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlStr),
  .kind = ML_KIND_STR,
  .slots = {
    .dismantle = str_dismantle,
    .tell_value = str_tell_value,
    .size = str_size,
    .repr = str_repr,
    .str = ml_str_to_plain,
    .hash = str_hash,
    .truth = str_truth,
    .compare = str_compare,
    .make = str_make,
    .iterate = str_iterate,
    .length = str_length,
    .get_item = str_get_item,
    .contains = str_contains,
    .concat = str_concat,
    .repeat = str_repeat,
    .binary = { [ML_REMAINDER] = str_remainder },
  },
  .methods = ml_str_methods,
};
