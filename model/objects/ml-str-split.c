/* ml-str-split.c: taking a str apart */
#include "ml-arguments.h"
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str-private.h"
#include "ml-tuple.h"
#include "ml-unicode.h"

/* What split() makes room for at most, before it knows how many parts there are. */
#define MAX_ROOM 12

static gboolean
append_part (MlHeap *heap, MlObject *list, MlObject *self, gsize start, gsize end)
{
  MlObject *part = ml_str_slice (heap, self, start, end);

  return part != NULL && ml_list_append_take (heap, list, part);
}

/* At runs of blanks, at most @max times. */
static gboolean
split_blanks (MlHeap *heap, MlObject *list, MlObject *self, gsize max)
{
  gsize length = ml_str_get_length (self);
  gsize at = 0;

  for (;;)
    {
      gsize start;

      while (at < length && ml_unicode_is_space (ml_str_read (self, at)))
        at++;

      if (at == length)
        return TRUE;

      if (max-- == 0)
        break;

      start = at;
      while (at < length && !ml_unicode_is_space (ml_str_read (self, at)))
        at++;

      if (!append_part (heap, list, self, start, at))
        return FALSE;
    }

  return append_part (heap, list, self, at, length);
}

static gboolean
split_at (MlHeap *heap, MlObject *list, MlObject *self, MlObject *separator, gsize max)
{
  gsize length = ml_str_get_length (self);
  gsize start = 0;
  gssize found;

  while (max-- > 0 && (found = ml_str_find (self, separator, start, length, FALSE)) >= 0)
    {
      if (!append_part (heap, list, self, start, (gsize) found))
        return FALSE;

      start = (gsize) found + ml_str_get_length (separator);
    }

  return append_part (heap, list, self, start, length);
}

/* The same from the right; the parts come in reverse order. */

static gboolean
split_blanks_backwards (MlHeap *heap, MlObject *list, MlObject *self, gsize max)
{
  gsize at = ml_str_get_length (self);

  for (;;)
    {
      gsize end;

      while (at > 0 && ml_unicode_is_space (ml_str_read (self, at - 1)))
        at--;

      if (at == 0)
        return TRUE;

      if (max-- == 0)
        break;

      end = at;
      while (at > 0 && !ml_unicode_is_space (ml_str_read (self, at - 1)))
        at--;

      if (!append_part (heap, list, self, at, end))
        return FALSE;
    }

  return append_part (heap, list, self, 0, at);
}

static gboolean
split_at_backwards (MlHeap *heap, MlObject *list, MlObject *self, MlObject *separator, gsize max)
{
  gsize end = ml_str_get_length (self);
  gssize found;

  while (max-- > 0 && (found = ml_str_find (self, separator, 0, end, TRUE)) >= 0)
    {
      if (!append_part (heap, list, self, (gsize) found + ml_str_get_length (separator), end))
        return FALSE;

      end = (gsize) found;
    }

  return append_part (heap, list, self, 0, end);
}

/* Reads sep and maxsplit; *@separator NULL for blanks. */
static gboolean
read_split_arguments (MlHeap *heap,
                      const char *function,
                      MlObject *const *args,
                      gsize n_args,
                      MlObject *kw_names,
                      MlObject **separator,
                      gsize *max)
{
  static const char *const names[] = { "sep", "maxsplit", NULL };
  MlObject *values[2] = { NULL };
  gssize limit = -1;

  if (!ml_read_arguments (heap, function, names, args, n_args, kw_names, values))
    return FALSE;

  if (values[1] != NULL && !ml_int_as_index (heap, values[1], heap->world->overflow_error, &limit))
    return FALSE;

  *max = limit < 0 ? G_MAXSIZE : (gsize) limit;
  *separator = values[0] == heap->world->none ? NULL : values[0];

  if (*separator != NULL && !ml_is_str (*separator))
    {
      ml_raise (
          heap, heap->world->type_error, "must be str or None, not %s", (*separator)->type->name);
      return FALSE;
    }

  if (*separator != NULL && ml_str_get_length (*separator) == 0)
    {
      ml_raise (heap, heap->world->value_error, "empty separator");
      return FALSE;
    }

  return TRUE;
}

/* A list with room for the parts that there may be, or for twelve: what CPython guesses, and what
 * shows in the list's size. */
static MlObject *
make_list (MlHeap *heap, MlObject *self, MlObject *separator, gsize max)
{
  gssize length = (gssize) ml_str_get_length (self);
  gsize most = separator == NULL ? (gsize) ((length - 1) / 2 + 1)
                                 : (gsize) length / ml_str_get_length (separator) + 1;

  return ml_list_new_with_room (heap, MIN (MIN (most, max), MAX_ROOM - 1) + 1);
}

MlObject *
ml_str_split (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *separator, *list;
  gsize max;

  if (!read_split_arguments (heap, "split", args, n, kw_names, &separator, &max) ||
      (list = make_list (heap, self, separator, max)) == NULL)
    return NULL;

  if (separator == NULL ? split_blanks (heap, list, self, max)
                        : split_at (heap, list, self, separator, max))
    return list;

  ml_unref (heap, list);

  return NULL;
}

MlObject *
ml_str_rsplit (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *separator, *list;
  gsize max;

  if (!read_split_arguments (heap, "rsplit", args, n, kw_names, &separator, &max) ||
      (list = make_list (heap, self, separator, max)) == NULL)
    return NULL;

  if ((separator == NULL ? split_blanks_backwards (heap, list, self, max)
                         : split_at_backwards (heap, list, self, separator, max)) &&
      ml_list_reverse (heap, list))
    return list;

  ml_unref (heap, list);

  return NULL;
}

/* The end of the line that begins at @start, and behind its end characters. */
static gsize
find_line_end (MlObject *self, gsize start, gsize *next)
{
  gsize length = ml_str_get_length (self);
  gsize end = start;

  while (end < length && !ml_unicode_is_line_end (ml_str_read (self, end)))
    end++;

  *next = MIN (end + 1, length);
  if (*next < length && ml_str_read (self, end) == '\r' && ml_str_read (self, *next) == '\n')
    *next += 1;

  return end;
}

MlObject *
ml_str_splitlines (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  static const char *const names[] = { "keepends", NULL };
  MlObject *keep = NULL, *list;
  gsize next;
  int keeps;

  if (!ml_read_arguments (heap, "splitlines", names, args, n, kw_names, &keep))
    return NULL;

  keeps = keep == NULL ? 0 : ml_truth (heap, keep);
  if (keeps < 0 || (list = ml_list_new (heap)) == NULL)
    return NULL;

  for (gsize start = 0; start < ml_str_get_length (self); start = next)
    {
      gsize end = find_line_end (self, start, &next);

      if (!append_part (heap, list, self, start, keeps ? next : end))
        {
          ml_unref (heap, list);
          return NULL;
        }
    }

  return list;
}

/* The three parts, of which the middle one is @separator. */
static MlObject *
make_parts (MlHeap *heap, MlObject *self, gsize at, MlObject *separator)
{
  gsize behind = at + ml_str_get_length (separator);
  MlObject *parts[3] = {
    ml_str_slice (heap, self, 0, at),
    ml_ref (separator),
    ml_str_slice (heap, self, behind, ml_str_get_length (self)),
  };

  if (parts[0] != NULL && parts[2] != NULL)
    return ml_tuple_new_take (heap, parts, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    ml_unref_any (heap, parts[i]);

  return NULL;
}

static gboolean
is_separator (MlHeap *heap, MlObject *separator)
{
  if (!ml_is_str (separator))
    ml_raise (heap, heap->world->type_error, "must be str, not %s", separator->type->name);
  else if (ml_str_get_length (separator) == 0)
    ml_raise (heap, heap->world->value_error, "empty separator");

  return heap->raised == NULL;
}

MlObject *
ml_str_partition (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *empty = heap->world->empty_str;
  MlObject *whole;
  gssize at;

  if (!is_separator (heap, args[0]))
    return NULL;

  at = ml_str_find (self, args[0], 0, ml_str_get_length (self), FALSE);
  if (at >= 0)
    return make_parts (heap, self, (gsize) at, args[0]);

  whole = ml_str_to_plain (heap, self);

  return whole == NULL ? NULL : ml_tuple_new_take (heap, (MlObject *[]){ whole, empty, empty }, 3);
}

MlObject *
ml_str_rpartition (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *empty = heap->world->empty_str;
  MlObject *whole;
  gssize at;

  if (!is_separator (heap, args[0]))
    return NULL;

  at = ml_str_find (self, args[0], 0, ml_str_get_length (self), TRUE);
  if (at >= 0)
    return make_parts (heap, self, (gsize) at, args[0]);

  whole = ml_str_to_plain (heap, self);

  return whole == NULL ? NULL : ml_tuple_new_take (heap, (MlObject *[]){ empty, empty, whole }, 3);
}
