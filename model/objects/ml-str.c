#include "ml-str.h"

#include <string.h>

#include "ml-exception.h"
#include "ml-str-private.h"

/* Characters in arrays */

void
ml_str_copy (guint8 *to,
             guint to_width,
             gsize to_index,
             const guint8 *from,
             guint from_width,
             gsize from_index,
             gsize n)
{
  if (to_width == from_width)
    {
      memcpy (to + to_index * to_width, from + from_index * from_width, n * to_width);
      return;
    }

  for (gsize i = 0; i < n; i++)
    ml_str_write (to, to_width, to_index + i, ml_str_read_data (from, from_width, from_index + i));
}

void
ml_str_widen (guint8 *data, guint from_width, guint to_width, gsize n)
{
  while (n-- > 0)
    ml_str_write (data, to_width, n, ml_str_read_data (data, from_width, n));
}

gunichar
ml_str_get_largest (const MlStr *self, gsize start, gsize end)
{
  gunichar largest = 0;

  if (ml_str_is_ascii (self))
    return 127;

  for (gsize i = start; i < end; i++)
    largest = MAX (largest, ml_str_read (self, i));

  return largest;
}

/* Making */

gpointer
ml_str_allocate (MlHeap *heap, gsize length, gunichar largest)
{
  guint width = ml_str_width_for (largest);
  MlStr *self;

  if (length > ML_STR_MAX_LENGTH)
    return ml_raise_value (heap, heap->world->memory_error, NULL);

  self = ml_heap_allocate (heap, heap->world->str_type, sizeof (MlStr) + (length + 1) * width);
  if (self == NULL)
    return NULL;

  self->object.spare = width;
  self->length = length;
  self->hash = -1;
  self->data = (guint8 *) (self + 1);

  if (largest < 0x80)
    self->object.flags |= ML_STR_ASCII;

  return self;
}

/* The object that every such str is; NULL if there may be several. */
static MlObject *
find_shared (MlHeap *heap, gsize length, gunichar first)
{
  if (length == 0)
    return heap->world->empty_str;

  return length == 1 && first < 0x100 ? heap->world->characters[first] : NULL;
}

MlObject *
ml_str_new_copy (MlHeap *heap, const guint8 *data, guint width, gsize length, gunichar largest)
{
  MlObject *shared =
      find_shared (heap, length, length == 0 ? 0 : ml_str_read_data (data, width, 0));
  MlStr *self;

  if (shared != NULL)
    return shared;

  self = ml_str_allocate (heap, length, largest);
  if (self == NULL)
    return NULL;

  ml_str_copy (self->data, self->object.spare, 0, data, width, 0, length);

  return &self->object;
}

MlObject *
ml_str_from_ascii (MlHeap *heap, const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  return ml_str_new_copy (heap, (const guint8 *) text, 1, n, 127);
}

MlObject *
ml_str_from_character (MlHeap *heap, gunichar character)
{
  MlStr *self;

  if (character < 0x100)
    return heap->world->characters[character];

  self = ml_str_allocate (heap, 1, character);
  if (self != NULL)
    ml_str_write (self->data, self->object.spare, 0, character);

  return (MlObject *) self;
}

MlObject *
ml_str_from_utf8 (MlHeap *heap, const char *text, gssize length)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  const char *end = text + n_bytes;
  gunichar largest = 0;
  gsize n = 0, i = 0;
  MlStr *self;

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      largest = MAX (largest, g_utf8_get_char (at));
      n++;
    }

  if (largest < 0x80)
    return ml_str_from_ascii (heap, text, (gssize) n_bytes);

  if (n == 1)
    return ml_str_from_character (heap, largest);

  self = ml_str_allocate (heap, n, largest);
  if (self == NULL)
    return NULL;

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    ml_str_write (self->data, self->object.spare, i++, g_utf8_get_char (at));

  return &self->object;
}

MlObject *
ml_str_format (MlHeap *heap, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return ml_str_from_utf8 (heap, text, -1);
}

MlObject *
ml_str_to_plain (MlHeap *heap, MlObject *self)
{
  const MlStr *str = (MlStr *) self;
  MlStr *plain;

  if (self->type == heap->world->str_type)
    return ml_ref (self);

  if (str->length == 0)
    return heap->world->empty_str;

  /* Also of one character: CPython does not look that up here. */
  plain = ml_str_allocate (heap, str->length, ml_str_get_largest (str, 0, str->length));

  if (plain != NULL)
    ml_str_copy (plain->data, plain->object.spare, 0, str->data, self->spare, 0, str->length);

  return (MlObject *) plain;
}

MlObject *
ml_str_slice (MlHeap *heap, MlObject *self, gsize start, gsize end)
{
  const MlStr *str = (MlStr *) self;

  if (start >= end)
    return heap->world->empty_str;

  if (start == 0 && end == str->length)
    return ml_str_to_plain (heap, self);

  return ml_str_new_copy (heap,
                          str->data + start * self->spare,
                          self->spare,
                          end - start,
                          ml_str_get_largest (str, start, end));
}

/* Not smaller than any character, and as wide as the widest. */
static gunichar
get_bound (gconstpointer self)
{
  static const gunichar bounds[] = { [1] = 0xff, [2] = 0xffff, [4] = 0x10ffff };

  return ml_str_is_ascii (self) ? 127 : bounds[ml_str_get_width (self)];
}

MlObject *
ml_str_concat (MlHeap *heap, MlObject *left, MlObject *right)
{
  const MlStr *head = (MlStr *) left, *tail = (MlStr *) right;
  MlStr *self;

  if (head->length == 0)
    return ml_str_to_plain (heap, right);

  if (tail->length == 0)
    return ml_str_to_plain (heap, left);

  self = ml_str_allocate (
      heap, head->length + tail->length, MAX (get_bound (left), get_bound (right)));
  if (self == NULL)
    return NULL;

  ml_str_copy (self->data, self->object.spare, 0, head->data, left->spare, 0, head->length);
  ml_str_copy (
      self->data, self->object.spare, head->length, tail->data, right->spare, 0, tail->length);

  return &self->object;
}

/* A recording shows the strs of each moment, so it must not see one grow. */
static gboolean
may_grow (MlHeap *heap, MlObject *left, MlObject *right)
{
  const MlStr *head = (MlStr *) left;

  return left->count == 1 && heap->journal == NULL && left->type == heap->world->str_type &&
         head->hash == -1 && head->utf8 == NULL && !(left->flags & ML_OBJECT_INTERNED) &&
         get_bound (right) <= get_bound (left);
}

/* Room for @length characters, and some more for what may follow. */
static gboolean
reserve (MlHeap *heap, MlStr *self, gsize length)
{
  gsize needed = (length + 1) * self->object.spare;
  gsize capacity = needed + needed / 4;
  guint8 *data;

  if (needed <= self->capacity)
    return TRUE;

  data = ml_heap_resize_buffer (
      heap, self->capacity == 0 ? NULL : self->data, self->capacity, capacity);
  if (data == NULL)
    return FALSE;

  if (self->capacity == 0)
    memcpy (data, self->data, self->length * self->object.spare);

  self->data = data;
  self->capacity = capacity;
  self->object.flags |= ML_OBJECT_OWNS;

  return TRUE;
}

MlObject *
ml_str_append (MlHeap *heap, MlObject *left, MlObject *right)
{
  MlStr *self = (MlStr *) left;
  gsize tail = ml_str_get_length (right);
  MlObject *result;

  if (!may_grow (heap, left, right) || self->length + tail > ML_STR_MAX_LENGTH)
    {
      result = ml_str_concat (heap, left, right);
      ml_unref (heap, left);
      return result;
    }

  if (!reserve (heap, self, self->length + tail))
    {
      ml_unref (heap, left);
      return NULL;
    }

  ml_str_copy (
      self->data, left->spare, self->length, ((MlStr *) right)->data, right->spare, 0, tail);
  self->length += tail;
  ml_str_write (self->data, left->spare, self->length, 0);

  return left;
}

static void
put (MlStr *self, gsize *at, gconstpointer part)
{
  const MlStr *from = part;

  ml_str_copy (
      self->data, self->object.spare, *at, from->data, from->object.spare, 0, from->length);
  *at += from->length;
}

/* For a result that may be one of the shared strs. */
static MlObject *
join_short (MlHeap *heap, MlObject *separator, MlObject *const *items, gsize n_items)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  for (gsize i = 0; i < n_items; i++)
    {
      if (i > 0)
        ml_str_builder_append_str (&builder, separator);

      ml_str_builder_append_str (&builder, items[i]);
    }

  return ml_str_builder_end (&builder);
}

MlObject *
ml_str_join (MlHeap *heap, MlObject *separator, MlObject *const *items, gsize n_items)
{
  gunichar bound = n_items > 1 ? get_bound (separator) : 0;
  gsize length = 0, at = 0;
  MlStr *self;

  if (n_items == 1)
    return ml_str_to_plain (heap, items[0]);

  for (gsize i = 0; i < n_items; i++)
    {
      length += ml_str_get_length (items[i]) + (i > 0 ? ml_str_get_length (separator) : 0);
      bound = MAX (bound, get_bound (items[i]));

      if (length > ML_STR_MAX_LENGTH)
        return ml_raise (
            heap, heap->world->overflow_error, "join() result is too long for a Python string");
    }

  if (length <= 1)
    return join_short (heap, separator, items, n_items);

  self = ml_str_allocate (heap, length, bound);
  if (self == NULL)
    return NULL;

  for (gsize i = 0; i < n_items; i++)
    {
      if (i > 0)
        put (self, &at, separator);

      put (self, &at, items[i]);
    }

  return &self->object;
}

/* Interning */

MlObject *
ml_str_intern (MlHeap *heap, MlObject *str)
{
  MlObject *interned;

  if (str == NULL || (str->flags & ML_OBJECT_INTERNED))
    return str;

  interned = g_hash_table_lookup (heap->world->interned, str);
  if (interned != NULL)
    {
      ml_ref (interned);
      ml_unref (heap, str);
      return interned;
    }

  str->flags |= ML_OBJECT_INTERNED | ML_OBJECT_OWNS;
  g_hash_table_add (heap->world->interned, str);

  return str;
}

MlObject *
ml_str_intern_forever (MlHeap *heap, MlObject *str)
{
  MlObject *interned = ml_str_intern (heap, str);

  if (interned != NULL && !ml_object_is_immortal (interned))
    {
      interned->origin = ML_ORIGIN_INTERNED;
      ml_heap_make_immortal (heap, interned);
    }

  return interned;
}

MlObject *
ml_name_from_utf8 (MlHeap *heap, const char *text, gssize length)
{
  return ml_str_intern_forever (heap, ml_str_from_utf8 (heap, text, length));
}

MlObject *
ml_intern_literal (MlHeap *heap, MlObject *str)
{
  if (str == NULL || !ml_str_is_ascii (str))
    return str;

  for (gsize i = 0; i < ml_str_get_length (str); i++)
    {
      char c = (char) ml_str_read (str, i);

      if (!g_ascii_isalnum (c) && c != '_')
        return str;
    }

  /* Shipped code is as CPython's, which comes from .pyc files: what is interned there is so for
   * ever. */
  return heap->default_origin == ML_ORIGIN_BUILTIN ? ml_str_intern_forever (heap, str)
                                                   : ml_str_intern (heap, str);
}

/* The table holds no references: who dies leaves it. */
static guint
hash_for_table (gconstpointer str)
{
  return (guint) ml_str_get_hash (str);
}

static void
make_characters (MlHeap *heap)
{
  for (gunichar c = 0; c < G_N_ELEMENTS (heap->world->characters); c++)
    {
      MlStr *self = ml_str_allocate (heap, 1, c);

      self->data[0] = (guint8) c;
      self->object.origin = ML_ORIGIN_CHARACTER;
      ml_heap_make_immortal (heap, self);
      heap->world->characters[c] = ml_str_intern (heap, &self->object);
    }
}

void
ml_str_init_world (MlHeap *heap)
{
  static const char *const names[] = {
#define ML_NAME_TEXT(name) #name,
    ML_WORLD_NAMES (ML_NAME_TEXT)
#undef ML_NAME_TEXT
  };
  MlWorld *world = heap->world;
  MlStr *empty;

  world->interned = g_hash_table_new (hash_for_table, ml_str_equal);

  empty = ml_str_allocate (heap, 0, 0);
  empty->object.origin = ML_ORIGIN_CHARACTER;
  ml_heap_make_immortal (heap, empty);
  world->empty_str = ml_str_intern (heap, &empty->object);

  make_characters (heap);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    world->names[i] = ml_name_from_utf8 (heap, names[i], -1);
}
