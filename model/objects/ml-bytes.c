#include "ml-bytes.h"

#include <string.h>

#include "ml-arguments.h"
#include "ml-bytes-methods.h"
#include "ml-exception.h"
#include "ml-hash.h"
#include "ml-instance.h"
#include "ml-int.h"
#include "ml-iterators.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-slice.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Making */

static MlBytes *
allocate (MlHeap *heap, gsize length)
{
  MlBytes *self;

  if (length > G_MAXSSIZE - sizeof (MlBytes) - 1)
    return ml_raise_value (heap, heap->world->memory_error, NULL);

  self = ml_heap_allocate (heap, heap->world->bytes_type, sizeof (MlBytes) + length + 1);
  if (self == NULL)
    return NULL;

  self->length = length;
  self->hash = -1;

  return self;
}

MlObject *
ml_bytes_new (MlHeap *heap, const guint8 *data, gsize length)
{
  MlBytes *self;

  if (length == 0)
    return heap->world->empty_bytes;

  if (length == 1)
    return heap->world->single_bytes[data == NULL ? 0 : data[0]];

  self = allocate (heap, length);
  if (self == NULL)
    return NULL;

  if (data != NULL)
    memcpy (self->data, data, length);

  return &self->object;
}

void
ml_bytes_init_world (MlHeap *heap)
{
  MlBytes *self = allocate (heap, 0);

  self->object.origin = ML_ORIGIN_CHARACTER;
  ml_heap_make_immortal (heap, self);
  heap->world->empty_bytes = &self->object;

  for (guint i = 0; i < G_N_ELEMENTS (heap->world->single_bytes); i++)
    {
      self = allocate (heap, 1);
      self->data[0] = (guint8) i;
      self->object.origin = ML_ORIGIN_CHARACTER;
      ml_heap_make_immortal (heap, self);
      heap->world->single_bytes[i] = &self->object;
    }
}

/* Appends an int that is a byte. */
static gboolean
append_byte (MlHeap *heap, GByteArray *bytes, MlObject *item)
{
  gssize value;
  guint8 byte;

  if (!ml_int_as_index (heap, item, NULL, &value))
    return FALSE;

  if (value < 0 || value > 255)
    {
      ml_raise (heap, heap->world->value_error, "bytes must be in range(0, 256)");
      return FALSE;
    }

  byte = (guint8) value;
  g_byte_array_append (bytes, &byte, 1);

  return TRUE;
}

static MlObject *
from_iterable (MlHeap *heap, MlObject *iterable)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  /* the iterator, one of its items */
  MlObject *owned[2] = { NULL };
  MlObject *result = NULL;
  MlNative native;

  ml_native_enter (heap, &native, "bytes", owned, G_N_ELEMENTS (owned));
  owned[0] = ml_iterate (heap, iterable);

  while (owned[0] != NULL && (owned[1] = ml_next (heap, owned[0])) != NULL &&
         append_byte (heap, bytes, owned[1]))
    ml_unref (heap, g_steal_pointer (&owned[1]));

  if (heap->raised == NULL)
    result = ml_bytes_new (heap, bytes->data, bytes->len);

  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
from_count (MlHeap *heap, MlObject *count)
{
  gssize n;

  if (!ml_int_as_index (heap, count, heap->world->overflow_error, &n))
    return NULL;

  if (n < 0)
    return ml_raise (heap, heap->world->value_error, "negative count");

  return ml_bytes_new (heap, NULL, (gsize) n);
}

MlObject *
ml_bytes_from_object (MlHeap *heap, MlObject *object)
{
  MlObject *method, *result;

  if (object->type == heap->world->bytes_type)
    return ml_ref (object);

  method = ml_find_special (heap, object, ml_name (heap, __bytes__));
  if (method != NULL)
    {
      result = ml_call_held (heap, ml_name (heap, __bytes__), method, NULL, 0, NULL);

      if (result == NULL || ml_is_bytes (result))
        return result;

      ml_raise (heap,
                heap->world->type_error,
                "__bytes__ returned non-bytes (type %s)",
                result->type->name);
      ml_unref (heap, result);
      return NULL;
    }

  if (heap->raised != NULL)
    return NULL;

  if (ml_is_str (object) ||
      (object->type->slots.iterate == NULL && object->type->slots.get_item == NULL))
    return ml_raise (
        heap, heap->world->type_error, "cannot convert '%s' object to bytes", object->type->name);

  return from_iterable (heap, object);
}

static MlObject *
from_arguments (MlHeap *heap, MlObject *source, MlObject *encoding, MlObject *errors)
{
  MlType *type_error = heap->world->type_error;

  if (encoding != NULL && !ml_is_str (encoding))
    return ml_raise (
        heap, type_error, "bytes() argument 'encoding' must be str, not %s", encoding->type->name);

  if (errors != NULL && !ml_is_str (errors))
    return ml_raise (
        heap, type_error, "bytes() argument 'errors' must be str, not %s", errors->type->name);

  if (source == NULL && encoding == NULL && errors == NULL)
    return heap->world->empty_bytes;

  if (source != NULL && ml_is_str (source))
    {
      if (encoding == NULL && errors == NULL)
        return ml_raise (heap, type_error, "string argument without an encoding");

      return ml_bytes_encode (heap, source, encoding, errors);
    }

  if (encoding != NULL || errors != NULL)
    return ml_raise (heap,
                     type_error,
                     encoding != NULL ? "encoding without a string argument"
                                      : "errors without a string argument");

  if (ml_is_int (source) || source->type->slots.index != NULL)
    return from_count (heap, source);

  return ml_bytes_from_object (heap, source);
}

static MlObject *
bytes_make (MlHeap *heap, MlType *type, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  static const char *const names[] = { "source", "encoding", "errors", NULL };
  MlObject *values[3] = { NULL };

  if (!ml_read_arguments (heap, "bytes", names, args, n_args, kw_names, values))
    return NULL;

  return from_arguments (heap, values[0], values[1], values[2]);
}

/* Looks */

static GString *
write_repr (const MlBytes *self)
{
  GString *repr = g_string_sized_new (self->length + 3);
  gboolean doubled = memchr (self->data, '\'', self->length) != NULL &&
                     memchr (self->data, '"', self->length) == NULL;
  guint8 quote = doubled ? '"' : '\'';

  g_string_append_c (repr, 'b');
  g_string_append_c (repr, quote);

  for (gsize i = 0; i < self->length; i++)
    {
      guint8 byte = self->data[i];

      if (byte == quote || byte == '\\')
        g_string_append_printf (repr, "\\%c", byte);
      else if (byte == '\t' || byte == '\n' || byte == '\r')
        g_string_append (repr, byte == '\t' ? "\\t" : byte == '\n' ? "\\n" : "\\r");
      else if (byte < 0x20 || byte > 0x7e)
        g_string_append_printf (repr, "\\x%02x", byte);
      else
        g_string_append_c (repr, byte);
    }

  g_string_append_c (repr, quote);

  return repr;
}

static MlObject *
bytes_repr (MlHeap *heap, MlObject *self)
{
  g_autoptr (GString) repr = write_repr ((MlBytes *) self);

  return ml_str_from_utf8 (heap, repr->str, repr->len);
}

/* Makes no object: telling changes nothing for the program. */
static void
bytes_tell_value (MlHeap *heap, MlObject *self, MlValue *value)
{
  GString *repr = write_repr ((MlBytes *) self);

  value->type = ML_VALUE_TEXT;
  value->length = (guint32) repr->len;
  g_free (heap->world->told_text);
  value->text = heap->world->told_text = g_string_free (repr, FALSE);
}

static gsize
bytes_size (MlHeap *heap, MlObject *self)
{
  return 33 + ((MlBytes *) self)->length;
}

static gint64
bytes_hash (MlHeap *heap, MlObject *object)
{
  MlBytes *self = (MlBytes *) object;

  if (self->hash == -1)
    self->hash = ml_hash_bytes (self->data, self->length);

  return self->hash;
}

static int
bytes_truth (MlHeap *heap, MlObject *self)
{
  return ((MlBytes *) self)->length != 0;
}

static MlObject *
bytes_compare (MlHeap *heap, MlObject *self, MlObject *other, MlCompare how)
{
  const MlBytes *left = (MlBytes *) self, *right = (MlBytes *) other;
  int order;

  if (!ml_is_bytes (other))
    return ml_ref (heap->world->not_implemented);

  order = memcmp (left->data, right->data, MIN (left->length, right->length));
  if (order == 0)
    order = (left->length > right->length) - (left->length < right->length);

  return ml_bool (heap, ml_int_compare_words (order, 0, how));
}

/* As a sequence */

static gssize
bytes_length (MlHeap *heap, MlObject *self)
{
  return (gssize) ((MlBytes *) self)->length;
}

static MlObject *
get_slice (MlHeap *heap, const MlBytes *self, MlObject *slice)
{
  MlSliceRange range;
  MlBytes *result;

  if (!ml_slice_resolve (heap, slice, &range))
    return NULL;

  ml_slice_fit (&range, (gssize) self->length);

  if (range.step == 1 && range.n == (gssize) self->length)
    return ml_ref ((gpointer) self);

  if (range.n <= 1)
    return ml_bytes_new (heap, self->data + range.start, (gsize) range.n);

  result = allocate (heap, (gsize) range.n);
  if (result == NULL)
    return NULL;

  for (gssize i = 0; i < range.n; i++)
    result->data[i] = self->data[range.start + i * range.step];

  return &result->object;
}

static MlObject *
bytes_get_item (MlHeap *heap, MlObject *object, MlObject *key)
{
  const MlBytes *self = (MlBytes *) object;
  gssize index;

  if (ml_is_slice (heap, key))
    return get_slice (heap, self, key);

  if (!ml_is_int (key) && key->type->slots.index == NULL)
    return ml_raise (heap,
                     heap->world->type_error,
                     "byte indices must be integers or slices, not %s",
                     key->type->name);

  if (!ml_int_as_index (heap, key, heap->world->index_error, &index))
    return NULL;

  if (index < 0)
    index += (gssize) self->length;

  if (index < 0 || index >= (gssize) self->length)
    return ml_raise (heap, heap->world->index_error, "index out of range");

  return ml_int_new (heap, self->data[index]);
}

static int
bytes_contains (MlHeap *heap, MlObject *self, MlObject *item)
{
  gssize index;

  if (!ml_is_bytes (item) && !ml_is_int (item) && item->type->slots.index == NULL)
    {
      ml_raise (heap,
                heap->world->type_error,
                "a bytes-like object is required, not '%s'",
                item->type->name);
      return -1;
    }

  if (!ml_bytes_search (heap, self, item, 0, ((MlBytes *) self)->length, FALSE, &index))
    return -1;

  return index >= 0;
}

static MlObject *
bytes_concat (MlHeap *heap, MlObject *self, MlObject *other)
{
  const MlBytes *left = (MlBytes *) self, *right = (MlBytes *) other;
  MlBytes *result;

  if (!ml_is_bytes (other))
    return ml_raise (heap,
                     heap->world->type_error,
                     "can't concat %s to %s",
                     other->type->name,
                     self->type->name);

  if (left->length == 0 || right->length == 0)
    return ml_ref (left->length == 0 ? other : self);

  result = allocate (heap, left->length + right->length);
  if (result == NULL)
    return NULL;

  memcpy (result->data, left->data, left->length);
  memcpy (result->data + left->length, right->data, right->length);

  return &result->object;
}

static MlObject *
bytes_repeat (MlHeap *heap, MlObject *object, gssize n)
{
  const MlBytes *self = (MlBytes *) object;
  gssize total;
  MlBytes *result;

  if (n <= 0 || self->length == 0)
    return heap->world->empty_bytes;

  if (n == 1)
    return ml_ref (object);

  if (__builtin_mul_overflow ((gssize) self->length, n, &total))
    return ml_raise (heap, heap->world->overflow_error, "repeated bytes are too long");

  result = allocate (heap, (gsize) total);
  if (result == NULL)
    return NULL;

  for (gsize at = 0; at < (gsize) total; at += self->length)
    memcpy (result->data + at, self->data, self->length);

  return &result->object;
}

/* The iterator */

typedef struct
{
  MlObject object;
  MlObject *bytes; /* NULL at the end */
  gsize index;
} BytesIterator;

#define BYTES ML_SLOT (ML_REGION_FIELD, 0)

static MlObject *
bytes_iterate (MlHeap *heap, MlObject *self)
{
  BytesIterator *iterator;

  iterator = ml_heap_allocate (heap, heap->world->bytes_iterator_type, sizeof (BytesIterator));
  if (iterator == NULL)
    return NULL;

  iterator->bytes = ml_ref (self);
  ml_heap_track (heap, iterator);

  return &iterator->object;
}

static void
iterator_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  BytesIterator *self = (BytesIterator *) object;

  if (self->bytes != NULL)
    visit (BYTES, self->bytes, data);
}

static MlObject *
iterator_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  return ml_heap_give_up (heap, object, BYTES, &((BytesIterator *) object)->bytes);
}

static MlObject *
iterator_next (MlHeap *heap, MlObject *object)
{
  BytesIterator *self = (BytesIterator *) object;
  const MlBytes *bytes = (MlBytes *) self->bytes;

  if (bytes == NULL)
    return NULL;

  if (self->index < bytes->length)
    return ml_int_new (heap, bytes->data[self->index++]);

  ml_heap_store (heap, self, BYTES, &self->bytes, NULL);

  return NULL;
}

static const char *const iterator_fields[] = { "bytes", NULL };

const MlTypeSpec ml_bytes_iterator_spec = {
  .name = "bytes_iterator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_MUTABLE | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (BytesIterator),
  .python_size = 32,
  .kind = ML_KIND_ITERATOR,
  .fields = iterator_fields,
  .slots = {
    .traverse = iterator_traverse,
    .dismantle = iterator_dismantle,
    .iterate = ml_iterate_self,
    .next = iterator_next,
  },
};

const MlTypeSpec ml_bytes_spec = {
  .name = "bytes",
  .doc = "bytes(iterable_of_ints) -> bytes\n"
         "bytes(string, encoding[, errors]) -> bytes\n"
         "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
         "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
         "bytes() -> empty bytes object\n"
         "\n"
         "Construct an immutable array of bytes from:\n"
         "  - an iterable yielding integers in range(256)\n"
         "  - a text string encoded using the specified encoding\n"
         "  - any object implementing the buffer API.\n"
         "  - an integer",
  .flags = ML_TYPE_BYTES | ML_TYPE_SELF_ITEM,
  .instance_size = sizeof (MlBytes),
  .kind = ML_KIND_BYTES,
  .slots = {
    .tell_value = bytes_tell_value,
    .size = bytes_size,
    .repr = bytes_repr,
    .hash = bytes_hash,
    .truth = bytes_truth,
    .compare = bytes_compare,
    .make = bytes_make,
    .iterate = bytes_iterate,
    .length = bytes_length,
    .get_item = bytes_get_item,
    .contains = bytes_contains,
    .concat = bytes_concat,
    .repeat = bytes_repeat,
  },
  .methods = ml_bytes_methods,
};
