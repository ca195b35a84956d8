/* ml-str-format.c: str.format and its replacement fields */
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str-private.h"
#include "ml-tuple.h"
#include "ml-unicode.h"

/* A format specification may hold fields, whose own specifications may not. */
#define MAX_DEPTH 2

typedef enum
{
  NUMBERING_OPEN,
  NUMBERING_AUTOMATIC,
  NUMBERING_MANUAL
} Numbering;

/* What the fields of one call refer to. */
typedef struct
{
  MlHeap *heap;
  MlObject *format;
  MlObject *const *args;
  gsize n_args;
  MlObject *kw_names;
  MlObject *map; /* instead of arguments; NULL: none */
  Numbering numbering;
  gsize next; /* the number of the next field without one */
} Fields;

typedef struct
{
  gsize start;
  gsize end;
} Part;

/* {name!conversion:specification} */
typedef struct
{
  Part name;
  Part specification;
  gunichar conversion; /* 0: none */
  gboolean nested;     /* fields stand in the specification */
} Field;

static gboolean
fail (Fields *self, const char *message)
{
  ml_raise (self->heap, self->heap->world->value_error, "%s", message);
  return FALSE;
}

/* Finding a field */

/* Moves *@at behind the name of the field, and the character that ends it, which is returned; 0 at
 * the end of the text. */
static gunichar
skip_name (Fields *self, gsize *at, gsize end)
{
  while (*at < end)
    {
      gunichar c = ml_str_read (self->format, (*at)++);

      switch (c)
        {
        case '{':
          fail (self, "unexpected '{' in field name");
          return c;
        case '[':
          while (*at < end && ml_str_read (self->format, *at) != ']')
            *at += 1;
          break;
        case '}':
        case ':':
        case '!':
          return c;
        default:
          break;
        }
    }

  return 0;
}

/* Reads a conversion and the character behind; TRUE with *@done if the field ends with it. */
static gboolean
read_conversion (Fields *self, gsize *at, gsize end, Field *field, gboolean *done)
{
  gunichar c;

  if (*at >= end)
    return fail (self, "end of string while looking for conversion specifier");

  field->conversion = ml_str_read (self->format, (*at)++);
  if (*at >= end)
    return TRUE;

  c = ml_str_read (self->format, (*at)++);
  *done = c == '}';

  return *done || c == ':' || fail (self, "expected ':' after conversion specifier");
}

static gboolean
read_specification (Fields *self, gsize *at, gsize end, Field *field)
{
  guint depth = 1;

  field->specification.start = *at;

  while (*at < end)
    {
      gunichar c = ml_str_read (self->format, (*at)++);

      if (c == '{')
        {
          field->nested = TRUE;
          depth++;
        }
      else if (c == '}' && --depth == 0)
        {
          field->specification.end = *at - 1;
          return TRUE;
        }
    }

  return fail (self, "unmatched '{' in format spec");
}

/* Reads the field whose '{' stands before *@at, and moves behind it. */
static gboolean
read_field (Fields *self, gsize *at, gsize end, Field *field)
{
  gboolean done = FALSE;
  gunichar c;

  *field = (Field){ .name.start = *at };
  c = skip_name (self, at, end);
  field->name.end = *at - 1;

  switch (c)
    {
    case '}':
      return TRUE;
    case '!':
      if (!read_conversion (self, at, end, field, &done))
        return FALSE;
      return done || read_specification (self, at, end, field);
    case ':':
      return read_specification (self, at, end, field);
    case '{':
      return FALSE;
    default:
      return fail (self, "expected '}' before end of string");
    }
}

/* Finding a field's value */

/* Reads a part that is a number: 1; 0 if it is none; -1 with ValueError. */
static int
read_number (Fields *self, Part part, gsize *number)
{
  gssize value = 0;

  if (part.start == part.end)
    return 0;

  for (gsize i = part.start; i < part.end; i++)
    {
      int digit = ml_unicode_get_digit (ml_str_read (self->format, i));

      if (digit < 0)
        return 0;

      if (__builtin_mul_overflow (value, 10, &value) ||
          __builtin_add_overflow (value, digit, &value))
        {
          fail (self, "Too many decimal digits in format string");
          return -1;
        }
    }

  *number = (gsize) value;

  return 1;
}

static gboolean
number_manually (Fields *self, Numbering numbering)
{
  if (self->numbering != NUMBERING_OPEN && self->numbering != numbering)
    return fail (self,
                 numbering == NUMBERING_AUTOMATIC
                     ? "cannot switch from manual field specification to automatic field numbering"
                     : "cannot switch from automatic field numbering to manual field "
                       "specification");

  self->numbering = numbering;

  return TRUE;
}

MlObject *
ml_str_take_item (MlHeap *heap, const char *function, MlObject *container, MlObject *key)
{
  MlObject *item;
  MlNative native;

  if (key == NULL)
    return NULL;

  ml_native_enter (heap, &native, function, &key, 1);
  item = ml_get_item (heap, container, key);
  ml_native_leave (heap, &native);

  return item;
}

static MlObject *
get_positional (Fields *self, gsize index)
{
  if (self->map != NULL)
    {
      fail (self, "Format string contains positional fields");
      return NULL;
    }

  if (index >= self->n_args)
    return ml_raise (self->heap,
                     self->heap->world->index_error,
                     "Replacement index %" G_GSIZE_FORMAT " out of range for positional args tuple",
                     index);

  return ml_ref (self->args[index]);
}

static MlObject *
get_named (Fields *self, Part part)
{
  MlObject *name = ml_str_slice (self->heap, self->format, part.start, part.end);
  gsize n = self->kw_names != NULL ? ml_tuple_get_length (self->kw_names) : 0;
  MlObject *value = NULL;

  if (name == NULL)
    return NULL;

  if (self->map != NULL)
    return ml_str_take_item (self->heap, "str.format_map", self->map, name);

  for (gsize i = 0; i < n && value == NULL; i++)
    if (ml_str_equal (ml_tuple_get (self->kw_names, i), name))
      value = ml_ref (self->args[self->n_args + i]);

  if (value == NULL)
    ml_raise_value (self->heap, self->heap->world->key_error, name);

  ml_unref (self->heap, name);

  return value;
}

static MlObject *
get_first (Fields *self, Part name)
{
  gsize index = 0;
  int is_number = read_number (self, name, &index);

  if (is_number < 0)
    return NULL;

  if (name.start != name.end && !is_number)
    return get_named (self, name);

  if (!number_manually (self, is_number ? NUMBERING_MANUAL : NUMBERING_AUTOMATIC))
    return NULL;

  return get_positional (self, is_number ? index : self->next++);
}

/* Steals @name. */
static MlObject *
get_attribute (MlHeap *heap, MlObject *object, MlObject *name)
{
  MlObject *value;
  MlNative native;

  if (name == NULL)
    return NULL;

  ml_native_enter (heap, &native, "str.format", &name, 1);
  value = ml_get_attribute (heap, object, name);
  ml_native_leave (heap, &native);

  return value;
}

/* One ".name" or "[key]" of the field name, which begins at part->start; moves behind it. New
 * reference. */
static MlObject *
get_next (Fields *self, MlObject *value, Part *part)
{
  gboolean is_item = ml_str_read (self->format, part->start) == '[';
  Part key = { part->start + 1, part->start + 1 };
  MlObject *name;
  gsize index;
  int is_number;

  while (key.end < part->end)
    {
      gunichar c = ml_str_read (self->format, key.end);

      if (is_item ? c == ']' : c == '.' || c == '[')
        break;

      key.end++;
    }

  if (is_item && key.end == part->end)
    return fail (self, "Missing ']' in format string"), NULL;

  if (key.start == key.end)
    return fail (self, "Empty attribute in format string"), NULL;

  part->start = key.end + is_item;
  is_number = is_item ? read_number (self, key, &index) : 0;
  if (is_number < 0)
    return NULL;

  if (is_number)
    return ml_str_take_item (
        self->heap, "str.format", value, ml_int_new (self->heap, (gint64) index));

  name = ml_str_slice (self->heap, self->format, key.start, key.end);
  if (is_item)
    return ml_str_take_item (self->heap, "str.format", value, name);

  return get_attribute (self->heap, value, name);
}

/* Puts the value of "first.name[key]..." into *@value, which its caller owns. */
static gboolean
get_value (Fields *self, Part name, MlObject **value)
{
  Part first = { name.start, name.start };

  while (first.end < name.end && ml_str_read (self->format, first.end) != '.' &&
         ml_str_read (self->format, first.end) != '[')
    first.end++;

  *value = get_first (self, first);
  name.start = first.end;

  while (*value != NULL && name.start < name.end)
    {
      gunichar c = ml_str_read (self->format, name.start);
      MlObject *next;

      if (c != '.' && c != '[')
        return fail (self, "Only '.' or '[' may follow ']' in format field specifier");

      next = get_next (self, *value, &name);
      ml_unref (self->heap, *value);
      *value = next;
    }

  return *value != NULL;
}

/* Putting it together */

static gboolean
convert (Fields *self, gunichar conversion, MlObject **value)
{
  MlHeap *heap = self->heap;
  MlObject *converted;

  switch (conversion)
    {
    case 'r':
      converted = ml_repr (heap, *value);
      break;
    case 's':
      converted = ml_to_str (heap, *value);
      break;
    case 'a':
      converted = ml_ascii (heap, *value);
      break;
    default:
      if (conversion > 32 && conversion < 127)
        ml_raise (
            heap, heap->world->value_error, "Unknown conversion specifier %c", (char) conversion);
      else
        ml_raise (heap, heap->world->value_error, "Unknown conversion specifier \\x%x", conversion);
      return FALSE;
    }

  if (converted == NULL)
    return FALSE;

  ml_unref (heap, *value);
  *value = converted;

  return TRUE;
}

/* Formats part of the text; its fields and their specifications, which are texts with fields, call
 * each other. */
static gboolean format_part (Fields *self, MlStrBuilder *builder, Part part, guint depth);

static MlObject *
make_specification (Fields *self, const Field *field, guint depth)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (self->heap);

  if (!field->nested)
    return ml_str_slice (
        self->heap, self->format, field->specification.start, field->specification.end);

  if (!format_part (self, &builder, field->specification, depth - 1))
    return NULL;

  return ml_str_builder_end (&builder);
}

static gboolean
format_field (Fields *self, MlStrBuilder *builder, const Field *field, guint depth)
{
  /* the value, its specification, the result */
  MlObject *owned[3] = { NULL };
  MlNative native;

  ml_native_enter (self->heap, &native, "str.format", owned, G_N_ELEMENTS (owned));

  if (get_value (self, field->name, &owned[0]) &&
      (field->conversion == 0 || convert (self, field->conversion, &owned[0])) &&
      (owned[1] = make_specification (self, field, depth)) != NULL &&
      (owned[2] = ml_format (self->heap, owned[0], owned[1])) != NULL)
    ml_str_builder_append_str (builder, owned[2]);

  ml_native_leave (self->heap, &native);

  return self->heap->raised == NULL;
}

static gboolean
format_part (Fields *self, MlStrBuilder *builder, Part part, guint depth)
{
  gsize at = part.start;
  Field field;

  if (depth == 0)
    return fail (self, "Max string recursion exceeded");

  while (at < part.end)
    {
      gunichar c = ml_str_read (self->format, at++);
      gboolean doubled = at < part.end && ml_str_read (self->format, at) == c;

      if (c != '{' && c != '}')
        {
          ml_str_builder_append (builder, c);
          continue;
        }

      if (doubled)
        {
          ml_str_builder_append (builder, c);
          at++;
          continue;
        }

      if (c == '}')
        return fail (self, "Single '}' encountered in format string");

      if (at == part.end)
        return fail (self, "Single '{' encountered in format string");

      if (!read_field (self, &at, part.end, &field) || !format_field (self, builder, &field, depth))
        return FALSE;
    }

  return TRUE;
}

/* What a lone field gives is the result itself, and no copy. */
static MlObject *
format_lone_field (MlHeap *heap, MlObject *value)
{
  MlNative native;
  MlObject *result;

  ml_ref (value);
  ml_native_enter (heap, &native, "str.format", &value, 1);
  result = ml_format (heap, value, NULL);
  ml_native_leave (heap, &native);

  return result;
}

static MlObject *
format_all (Fields *self)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (self->heap);
  Part all = { 0, ml_str_get_length (self->format) };

  if (self->map == NULL && self->n_args > 0 && ml_str_equal_utf8 (self->format, "{}"))
    return format_lone_field (self->heap, self->args[0]);

  return format_part (self, &builder, all, MAX_DEPTH) ? ml_str_builder_end (&builder) : NULL;
}

MlObject *
ml_str_format_fields (MlHeap *heap,
                      MlObject *format,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names,
                      MlObject *map)
{
  gsize n_named = kw_names != NULL ? ml_tuple_get_length (kw_names) : 0;
  /* the arguments without and with a name */
  MlObject *held[2] = { NULL, NULL };
  MlNative native;
  MlObject *result;
  Fields fields = {
    .heap = heap,
    .format = format,
    .args = args,
    .n_args = n_args,
    .kw_names = kw_names,
    .map = map,
  };

  ml_native_enter (heap, &native, "str.format", held, G_N_ELEMENTS (held));
  held[0] = ml_tuple_new_from (heap, args, n_args);
  held[1] = held[0] != NULL ? ml_tuple_new_from (heap, args + n_args, n_named) : NULL;
  result = held[1] != NULL ? format_all (&fields) : NULL;
  ml_native_leave (heap, &native);

  return result;
}
