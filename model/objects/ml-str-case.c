/* ml-str-case.c: upper and lower case, and what kinds of characters a str has */
#include "ml-str-private.h"
#include "ml-unicode.h"

typedef guint (*Mapping) (gunichar c, gunichar out[ML_UNICODE_MAX_CASE]);
typedef gboolean (*Property) (gunichar c);

/* A sigma at the end of a word has a form of its own: letters stand before it and none after it,
 * where characters without case are looked through. */
static gboolean
is_final_sigma (MlObject *self, gsize at)
{
  gsize length = ml_str_get_length (self);
  gsize before = at, after = at + 1;

  while (before > 0 && ml_unicode_is_case_ignorable (ml_str_read (self, before - 1)))
    before--;

  if (before == 0 || !ml_unicode_is_cased (ml_str_read (self, before - 1)))
    return FALSE;

  while (after < length && ml_unicode_is_case_ignorable (ml_str_read (self, after)))
    after++;

  return after == length || !ml_unicode_is_cased (ml_str_read (self, after));
}

static void
append_mapped (MlStrBuilder *builder, MlObject *self, gsize at, Mapping mapping)
{
  gunichar c = ml_str_read (self, at);
  gunichar out[ML_UNICODE_MAX_CASE];
  guint n;

  if (c == 0x3a3 && mapping == ml_unicode_to_lower)
    {
      ml_str_builder_append (builder, is_final_sigma (self, at) ? 0x3c2 : 0x3c3);
      return;
    }

  n = mapping (c, out);
  for (guint i = 0; i < n; i++)
    ml_str_builder_append (builder, out[i]);
}

static MlObject *
map_all (MlHeap *heap, MlObject *self, Mapping mapping)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    append_mapped (&builder, self, i, mapping);

  return ml_str_builder_end (&builder);
}

/* The same for ASCII alone, always a new str: even of one character, which CPython does not look up
 * here. */
static MlObject *
map_ascii (MlHeap *heap, MlObject *self, gchar (*mapping) (gchar c))
{
  gsize length = ml_str_get_length (self);
  MlStr *mapped;

  if (length == 0)
    return heap->world->empty_str;

  mapped = ml_str_allocate (heap, length, 127);

  for (gsize i = 0; mapped != NULL && i < length; i++)
    mapped->data[i] = (guint8) mapping ((gchar) ((MlStr *) self)->data[i]);

  return (MlObject *) mapped;
}

MlObject *
ml_str_upper (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_str_is_ascii (self) ? map_ascii (heap, self, g_ascii_toupper)
                                : map_all (heap, self, ml_unicode_to_upper);
}

MlObject *
ml_str_lower (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_str_is_ascii (self) ? map_ascii (heap, self, g_ascii_tolower)
                                : map_all (heap, self, ml_unicode_to_lower);
}

MlObject *
ml_str_casefold (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_str_is_ascii (self) ? map_ascii (heap, self, g_ascii_tolower)
                                : map_all (heap, self, ml_unicode_fold);
}

MlObject *
ml_str_capitalize (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    append_mapped (&builder, self, i, i == 0 ? ml_unicode_to_title : ml_unicode_to_lower);

  return ml_str_builder_end (&builder);
}

MlObject *
ml_str_title (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  gboolean in_word = FALSE;

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      append_mapped (&builder, self, i, in_word ? ml_unicode_to_lower : ml_unicode_to_title);
      in_word = ml_unicode_is_cased (ml_str_read (self, i));
    }

  return ml_str_builder_end (&builder);
}

MlObject *
ml_str_swapcase (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      gunichar c = ml_str_read (self, i);

      if (ml_unicode_is_upper (c))
        append_mapped (&builder, self, i, ml_unicode_to_lower);
      else if (ml_unicode_is_lower (c))
        append_mapped (&builder, self, i, ml_unicode_to_upper);
      else
        ml_str_builder_append (&builder, c);
    }

  return ml_str_builder_end (&builder);
}

/* Whether all characters have a property; not so without any. */
static MlObject *
all_are (MlHeap *heap, MlObject *self, Property property)
{
  gsize length = ml_str_get_length (self);

  for (gsize i = 0; i < length; i++)
    if (!property (ml_str_read (self, i)))
      return ml_bool (heap, FALSE);

  return ml_bool (heap, length > 0);
}

static gboolean
is_alphanumeric (gunichar c)
{
  return g_unichar_isalpha (c) || ml_unicode_is_numeric (c);
}

MlObject *
ml_str_isalnum (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return all_are (heap, self, is_alphanumeric);
}

MlObject *
ml_str_isalpha (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return all_are (heap, self, g_unichar_isalpha);
}

MlObject *
ml_str_isascii (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_bool (heap, ml_str_is_ascii (self));
}

MlObject *
ml_str_isdecimal (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return all_are (heap, self, ml_unicode_is_decimal);
}

MlObject *
ml_str_isdigit (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return all_are (heap, self, ml_unicode_is_digit);
}

MlObject *
ml_str_isidentifier (MlHeap *heap,
                     MlObject *self,
                     MlObject *const *args,
                     gsize n,
                     MlObject *kw_names)
{
  return ml_bool (heap, ml_str_is_identifier (self));
}

MlObject *
ml_str_isnumeric (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return all_are (heap, self, ml_unicode_is_numeric);
}

MlObject *
ml_str_isprintable (MlHeap *heap,
                    MlObject *self,
                    MlObject *const *args,
                    gsize n,
                    MlObject *kw_names)
{
  for (gsize i = 0; i < ml_str_get_length (self); i++)
    if (!ml_unicode_is_printable (ml_str_read (self, i)))
      return ml_bool (heap, FALSE);

  return ml_bool (heap, TRUE);
}

MlObject *
ml_str_isspace (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return all_are (heap, self, ml_unicode_is_space);
}

/* At least one cased character, and none of the other case. */
static MlObject *
has_case (MlHeap *heap, MlObject *self, Property wanted, Property other)
{
  gboolean found = FALSE;

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      gunichar c = ml_str_read (self, i);

      if (other (c) || g_unichar_type (c) == G_UNICODE_TITLECASE_LETTER)
        return ml_bool (heap, FALSE);

      found = found || wanted (c);
    }

  return ml_bool (heap, found);
}

MlObject *
ml_str_islower (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return has_case (heap, self, ml_unicode_is_lower, ml_unicode_is_upper);
}

MlObject *
ml_str_isupper (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return has_case (heap, self, ml_unicode_is_upper, ml_unicode_is_lower);
}

MlObject *
ml_str_istitle (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gboolean in_word = FALSE, found = FALSE;

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      gunichar c = ml_str_read (self, i);
      gboolean small = ml_unicode_is_lower (c);
      gboolean cased = ml_unicode_is_cased (c);

      if (cased && small != in_word)
        return ml_bool (heap, FALSE);

      in_word = cased;
      found = found || cased;
    }

  return ml_bool (heap, found);
}
