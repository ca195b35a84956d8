/* ml-str-translate.c: exchanging the characters of a str one by one */
#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str-private.h"

/* Appends what a translation table gives for one character; steals @value. */
static gboolean
append_translated (MlHeap *heap, MlStrBuilder *builder, MlObject *value)
{
  gint64 character = -1;

  if (ml_is_str (value))
    ml_str_builder_append_str (builder, value);
  else if (ml_is_int (value))
    {
      if (!ml_int_fits (value, &character) || character < 0 || character > 0x10ffff)
        ml_raise (heap, heap->world->value_error, "character mapping must be in range(0x110000)");
      else
        ml_str_builder_append (builder, (gunichar) character);
    }
  else if (value != heap->world->none)
    ml_raise (heap, heap->world->type_error, "character mapping must return integer, None or str");

  ml_unref (heap, value);

  return heap->raised == NULL;
}

MlObject *
ml_str_translate (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);

  for (gsize i = 0; i < ml_str_get_length (self); i++)
    {
      gunichar c = ml_str_read (self, i);
      MlObject *value;

      value = ml_str_take_item (heap, "str.translate", args[0], ml_int_new (heap, c));

      if (value == NULL && ml_raised_is (heap, heap->world->lookup_error))
        {
          ml_clear_raised (heap);
          ml_str_builder_append (&builder, c);
        }
      else if (value == NULL || !append_translated (heap, &builder, value))
        return NULL;
    }

  return ml_str_builder_end (&builder);
}

/* Fills @table, a dict, from the keys of another. */
static gboolean
copy_table (MlHeap *heap, MlObject *table, MlObject *source)
{
  MlObject *key, *value;
  gsize position = 0;

  while (ml_dict_next (source, &position, &key, &value, NULL))
    {
      MlObject *number;
      gboolean done;

      if (ml_is_int (key))
        number = ml_ref (key);
      else if (!ml_is_str (key))
        number = ml_raise (
            heap, heap->world->type_error, "keys in translate table must be strings or integers");
      else if (ml_str_get_length (key) != 1)
        number = ml_raise (
            heap, heap->world->value_error, "string keys in translate table must be of length 1");
      else
        number = ml_int_new (heap, ml_str_read (key, 0));

      if (number == NULL)
        return FALSE;

      done = ml_dict_set (heap, table, number, value);
      ml_unref (heap, number);
      if (!done)
        return FALSE;
    }

  return TRUE;
}

/* Maps one character to another, or with @to -1 to None. */
static gboolean
map_character (MlHeap *heap, MlObject *table, gunichar from, gint64 to)
{
  MlObject *key = ml_int_new (heap, from);
  MlObject *value = to < 0 ? heap->world->none : ml_int_new (heap, to);
  gboolean done = key != NULL && value != NULL && ml_dict_set (heap, table, key, value);

  ml_unref_any (heap, key);
  ml_unref_any (heap, value);

  return done;
}

static gboolean
map_characters (MlHeap *heap, MlObject *table, MlObject *const *args, gsize n)
{
  for (gsize i = 0; i < ml_str_get_length (args[0]); i++)
    if (!map_character (heap, table, ml_str_read (args[0], i), ml_str_read (args[1], i)))
      return FALSE;

  for (gsize i = 0; n > 2 && i < ml_str_get_length (args[2]); i++)
    if (!map_character (heap, table, ml_str_read (args[2], i), -1))
      return FALSE;

  return TRUE;
}

MlObject *
ml_str_maketrans (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *table;

  if (n == 1 && !ml_is_dict (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "if you give only one argument to maketrans it must be a dict");

  if (n > 1 && (!ml_str_expect (heap, args[0], "maketrans", " 1") ||
                !ml_str_expect (heap, args[1], "maketrans", " 2") ||
                (n > 2 && !ml_str_expect (heap, args[2], "maketrans", " 3"))))
    return NULL;

  if (n > 1 && ml_str_get_length (args[0]) != ml_str_get_length (args[1]))
    return ml_raise (
        heap, heap->world->value_error, "the first two maketrans arguments must have equal length");

  table = ml_dict_new (heap);
  if (table == NULL)
    return NULL;

  if (n == 1 ? copy_table (heap, table, args[0]) : map_characters (heap, table, args, n))
    return table;

  ml_unref (heap, table);

  return NULL;
}
