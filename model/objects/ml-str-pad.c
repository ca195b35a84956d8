/* ml-str-pad.c: bringing a str to a width */
#include "ml-arguments.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str-private.h"

static MlObject *
pad (MlHeap *heap, MlObject *self, gsize left, gsize right, gunichar fill)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  if (left == 0 && right == 0)
    return ml_str_to_plain (heap, self);

  ml_str_builder_append_n (&builder, fill, left);
  ml_str_builder_append_str (&builder, self);
  ml_str_builder_append_n (&builder, fill, right);

  return ml_str_builder_end (&builder);
}

/* Reads a width and a fill character; *@missing is how many characters @self lacks. */
static gboolean
read_padding (MlHeap *heap,
              MlObject *self,
              MlObject *const *args,
              gsize n_args,
              gsize *missing,
              gunichar *fill)
{
  gssize length = (gssize) ml_str_get_length (self);
  gssize width;

  *fill = ' ';

  if (!ml_int_as_index (heap, args[0], heap->world->overflow_error, &width))
    return FALSE;

  *missing = width > length ? (gsize) (width - length) : 0;

  if (n_args < 2)
    return TRUE;

  if (!ml_is_str (args[1]))
    {
      ml_raise (heap,
                heap->world->type_error,
                "The fill character must be a unicode character, not %s",
                args[1]->type->name);
      return FALSE;
    }

  if (ml_str_get_length (args[1]) != 1)
    {
      ml_raise (
          heap, heap->world->type_error, "The fill character must be exactly one character long");
      return FALSE;
    }

  *fill = ml_str_read (args[1], 0);

  return TRUE;
}

MlObject *
ml_str_center (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gsize missing, left;
  gunichar fill;

  if (!read_padding (heap, self, args, n, &missing, &fill))
    return NULL;

  /* Of an odd number the greater half goes left if the width is odd. */
  left = missing / 2 + (missing & (ml_str_get_length (self) + missing) & 1);

  return pad (heap, self, left, missing - left, fill);
}

MlObject *
ml_str_ljust (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gsize missing;
  gunichar fill;

  if (!read_padding (heap, self, args, n, &missing, &fill))
    return NULL;

  return pad (heap, self, 0, missing, fill);
}

MlObject *
ml_str_rjust (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gsize missing;
  gunichar fill;

  if (!read_padding (heap, self, args, n, &missing, &fill))
    return NULL;

  return pad (heap, self, missing, 0, fill);
}

MlObject *
ml_str_zfill (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  gsize length = ml_str_get_length (self);
  gsize missing, n_signs;
  gunichar fill, first;

  if (!read_padding (heap, self, args, n, &missing, &fill))
    return NULL;

  if (missing == 0)
    return ml_str_to_plain (heap, self);

  first = length > 0 ? ml_str_read (self, 0) : 0;
  n_signs = first == '+' || first == '-';

  ml_str_builder_append_part (&builder, self, 0, n_signs);
  ml_str_builder_append_n (&builder, '0', missing);
  ml_str_builder_append_part (&builder, self, n_signs, length);

  return ml_str_builder_end (&builder);
}

MlObject *
ml_str_expandtabs (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  static const char *const names[] = { "tabsize", NULL };
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  MlObject *value = NULL;
  gssize tab_size = 8;
  gsize column = 0;

  if (!ml_read_arguments (heap, "expandtabs", names, args, n, kw_names, &value) ||
      (value != NULL && !ml_int_as_index (heap, value, heap->world->overflow_error, &tab_size)))
    return NULL;

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      gunichar c = ml_str_read (self, i);

      if (c == '\t')
        {
          gsize width = tab_size <= 0 ? 0 : (gsize) tab_size - column % (gsize) tab_size;

          ml_str_builder_append_n (&builder, ' ', width);
          column += width;
          continue;
        }

      ml_str_builder_append (&builder, c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }

  return ml_str_builder_end (&builder);
}
