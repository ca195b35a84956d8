/* ml-str-methods.c: searching and replacing, and the table of all methods of str */
#include "ml-arguments.h"
#include "ml-bytes.h"
#include "ml-exception.h"
#include "ml-format.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str-private.h"
#include "ml-tuple.h"
#include "ml-unicode.h"

/* Searching */

/* Reads the optional start and end that follow a first argument, as indices within @self; start may
 * be greater than end. */
static gboolean
read_bounds (MlHeap *heap,
             MlObject *self,
             MlObject *const *args,
             gsize n_args,
             gsize *start,
             gsize *end)
{
  gssize bounds[2] = { 0, G_MAXSSIZE };
  gssize length = (gssize) ml_str_get_length (self);

  for (gsize i = 1; i < n_args; i++)
    {
      if (args[i] == heap->world->none)
        continue;

      if (!ml_is_int (args[i]) && args[i]->type->slots.index == NULL)
        {
          ml_raise (heap,
                    heap->world->type_error,
                    "slice indices must be integers or None or have an __index__ method");
          return FALSE;
        }

      if (!ml_int_as_index (heap, args[i], NULL, &bounds[i - 1]))
        return FALSE;
    }

  for (gsize i = 0; i < 2; i++)
    if (bounds[i] < 0)
      bounds[i] = MAX (bounds[i] + length, 0);

  *start = (gsize) bounds[0];
  *end = (gsize) MIN (bounds[1], length);

  return TRUE;
}

gboolean
ml_str_expect (MlHeap *heap, MlObject *object, const char *function, const char *which)
{
  if (ml_is_str (object))
    return TRUE;

  ml_raise (heap,
            heap->world->type_error,
            "%s() argument%s must be str, not %s",
            function,
            which,
            object->type->name);
  return FALSE;
}

/* The common part of find() and its kin. FALSE with an exception; *@index -1: not found. */
static gboolean
search (MlHeap *heap,
        const char *function,
        MlObject *self,
        MlObject *const *args,
        gsize n_args,
        gboolean backwards,
        gssize *index)
{
  gsize start, end;

  if (!ml_str_expect (heap, args[0], function, " 1") ||
      !read_bounds (heap, self, args, n_args, &start, &end))
    return FALSE;

  *index = ml_str_find (self, args[0], start, end, backwards);

  return TRUE;
}

static MlObject *
found_or_error (MlHeap *heap, gssize index)
{
  if (index < 0)
    return ml_raise (heap, heap->world->value_error, "substring not found");

  return ml_int_new (heap, index);
}

static MlObject *
str_find (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gssize index;

  return search (heap, "find", self, args, n, FALSE, &index) ? ml_int_new (heap, index) : NULL;
}

static MlObject *
str_rfind (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gssize index;

  return search (heap, "rfind", self, args, n, TRUE, &index) ? ml_int_new (heap, index) : NULL;
}

static MlObject *
str_index (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gssize index;

  return search (heap, "index", self, args, n, FALSE, &index) ? found_or_error (heap, index) : NULL;
}

static MlObject *
str_rindex (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gssize index;

  return search (heap, "rindex", self, args, n, TRUE, &index) ? found_or_error (heap, index) : NULL;
}

static MlObject *
str_count (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gsize start, end, step;
  gint64 count = 0;
  gssize at;

  if (!ml_str_expect (heap, args[0], "count", " 1") ||
      !read_bounds (heap, self, args, n, &start, &end))
    return NULL;

  /* The empty str stands before each character, and at the end. */
  step = MAX (ml_str_get_length (args[0]), 1);

  while ((at = ml_str_find (self, args[0], start, end, FALSE)) >= 0)
    {
      count++;
      start = (gsize) at + step;
    }

  return ml_int_new (heap, count);
}

static gboolean
stands_between (MlObject *self, MlObject *part, gsize start, gsize end, gboolean at_end)
{
  gsize length = ml_str_get_length (part);

  if (start > end || end - start < length)
    return FALSE;

  if (at_end)
    start = end - length;

  return ml_str_find (self, part, start, start + length, FALSE) >= 0;
}

static MlObject *
begins_or_ends (MlHeap *heap,
                const char *function,
                MlObject *self,
                MlObject *const *args,
                gsize n_args,
                gboolean at_end)
{
  gsize start, end;

  if (!read_bounds (heap, self, args, n_args, &start, &end))
    return NULL;

  if (ml_is_str (args[0]))
    return ml_bool (heap, stands_between (self, args[0], start, end, at_end));

  if (!ml_is_tuple (args[0]))
    return ml_raise (heap,
                     heap->world->type_error,
                     "%s first arg must be str or a tuple of str, not %s",
                     function,
                     args[0]->type->name);

  for (gsize i = 0; i < ml_tuple_get_length (args[0]); i++)
    {
      MlObject *part = ml_tuple_get (args[0], i);

      if (!ml_is_str (part))
        return ml_raise (heap,
                         heap->world->type_error,
                         "tuple for %s must only contain str, not %s",
                         function,
                         part->type->name);

      if (stands_between (self, part, start, end, at_end))
        return ml_bool (heap, TRUE);
    }

  return ml_bool (heap, FALSE);
}

static MlObject *
str_startswith (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return begins_or_ends (heap, "startswith", self, args, n, FALSE);
}

static MlObject *
str_endswith (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return begins_or_ends (heap, "endswith", self, args, n, TRUE);
}

/* Stripping */

static gboolean
is_stripped (MlObject *set, gunichar c)
{
  if (set == NULL)
    return ml_unicode_is_space (c);

  for (gsize i = 0; i < ml_str_get_length (set); i++)
    if (ml_str_read (set, i) == c)
      return TRUE;

  return FALSE;
}

static MlObject *
strip (MlHeap *heap,
       const char *function,
       MlObject *self,
       MlObject *const *args,
       gsize n_args,
       gboolean left,
       gboolean right)
{
  MlObject *set = n_args == 0 || args[0] == heap->world->none ? NULL : args[0];
  gsize start = 0, end = ml_str_get_length (self);

  if (set != NULL && !ml_is_str (set))
    return ml_raise (heap, heap->world->type_error, "%s arg must be None or str", function);

  while (left && start < end && is_stripped (set, ml_str_read (self, start)))
    start++;

  while (right && start < end && is_stripped (set, ml_str_read (self, end - 1)))
    end--;

  return ml_str_slice (heap, self, start, end);
}

static MlObject *
str_strip (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return strip (heap, "strip", self, args, n, TRUE, TRUE);
}

static MlObject *
str_lstrip (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return strip (heap, "lstrip", self, args, n, TRUE, FALSE);
}

static MlObject *
str_rstrip (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return strip (heap, "rstrip", self, args, n, FALSE, TRUE);
}

static MlObject *
str_removeprefix (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gsize length = ml_str_get_length (self);

  if (!ml_str_expect (heap, args[0], "removeprefix", ""))
    return NULL;

  if (!stands_between (self, args[0], 0, length, FALSE))
    return ml_str_to_plain (heap, self);

  return ml_str_slice (heap, self, ml_str_get_length (args[0]), length);
}

static MlObject *
str_removesuffix (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  gsize length = ml_str_get_length (self);

  if (!ml_str_expect (heap, args[0], "removesuffix", ""))
    return NULL;

  if (!stands_between (self, args[0], 0, length, TRUE))
    return ml_str_to_plain (heap, self);

  return ml_str_slice (heap, self, 0, length - ml_str_get_length (args[0]));
}

/* Replacing and joining */

/* Puts @new_text before each of the first @max characters, and at the end if they are all. */
static void
interleave (MlStrBuilder *builder, MlObject *self, MlObject *new_text, gsize max)
{
  gsize length = ml_str_get_length (self);

  for (gsize i = 0; i <= length; i++)
    {
      if (i < max)
        ml_str_builder_append_str (builder, new_text);

      if (i < length)
        ml_str_builder_append (builder, ml_str_read (self, i));
    }
}

static MlObject *
replace (MlHeap *heap, MlObject *self, MlObject *old, MlObject *new_text, gsize max)
{
  g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
  gsize length = ml_str_get_length (self);
  gsize start = 0;
  gssize at;

  if (max == 0 || ml_str_find (self, old, 0, length, FALSE) < 0)
    return ml_str_to_plain (heap, self);

  if (ml_str_get_length (old) == 0)
    {
      interleave (&builder, self, new_text, max);
      return ml_str_builder_end (&builder);
    }

  while (max-- > 0 && (at = ml_str_find (self, old, start, length, FALSE)) >= 0)
    {
      ml_str_builder_append_part (&builder, self, start, (gsize) at);
      ml_str_builder_append_str (&builder, new_text);
      start = (gsize) at + ml_str_get_length (old);
    }

  ml_str_builder_append_part (&builder, self, start, length);

  return ml_str_builder_end (&builder);
}

static MlObject *
str_replace (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  static const char *const names[] = { "", "", "count", NULL };
  MlObject *values[3] = { NULL };
  gssize max = -1;

  if (n < 2)
    return ml_raise (heap,
                     heap->world->type_error,
                     "replace() takes at least 2 positional arguments (%" G_GSIZE_FORMAT " given)",
                     n);

  if (!ml_read_arguments (heap, "replace", names, args, n, kw_names, values) ||
      !ml_str_expect (heap, values[0], "replace", " 1") ||
      !ml_str_expect (heap, values[1], "replace", " 2"))
    return NULL;

  if (values[2] != NULL && !ml_int_as_index (heap, values[2], heap->world->overflow_error, &max))
    return NULL;

  return replace (heap, self, values[0], values[1], max < 0 ? G_MAXSIZE : (gsize) max);
}

/* The items of a list or tuple, borrowed. */
static MlObject *const *
get_items (MlObject *sequence, gsize *n)
{
  if (ml_is_tuple (sequence))
    {
      *n = ml_tuple_get_length (sequence);
      return ((MlTuple *) sequence)->items;
    }

  *n = ml_list_get_length (sequence);

  return ((MlList *) sequence)->items;
}

static MlObject *
join_sequence (MlHeap *heap, MlObject *separator, MlObject *sequence)
{
  gsize n;
  MlObject *const *items = get_items (sequence, &n);

  for (gsize i = 0; i < n; i++)
    if (!ml_is_str (items[i]))
      return ml_raise (heap,
                       heap->world->type_error,
                       "sequence item %" G_GSIZE_FORMAT ": expected str instance, %s found",
                       i,
                       items[i]->type->name);

  return ml_str_join (heap, separator, items, n);
}

static MlObject *
str_join (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *list, *result;

  if (ml_is_list (args[0]) || ml_is_tuple (args[0]))
    return join_sequence (heap, self, args[0]);

  if (args[0]->type->slots.iterate == NULL && args[0]->type->slots.get_item == NULL)
    return ml_raise (heap, heap->world->type_error, "can only join an iterable");

  list = ml_list_from_iterable (heap, args[0]);
  if (list == NULL)
    return NULL;

  result = join_sequence (heap, self, list);
  ml_unref (heap, list);

  return result;
}

/* Formatting and encoding */

static MlObject *
str_encode (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  static const char *const names[] = { "encoding", "errors", NULL };
  MlObject *values[2] = { NULL };

  if (!ml_read_arguments (heap, "encode", names, args, n, kw_names, values))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i] != NULL && !ml_is_str (values[i]))
      return ml_raise (heap,
                       heap->world->type_error,
                       "encode() argument '%s' must be str, not %s",
                       names[i],
                       values[i]->type->name);

  return ml_bytes_encode (heap, self, values[0], values[1]);
}

static MlObject *
str_format_method (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_str_format_fields (heap, self, args, n, kw_names, NULL);
}

static MlObject *
str_format_map (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  return ml_str_format_fields (heap, self, NULL, 0, NULL, args[0]);
}

static MlObject *
str_format_special (MlHeap *heap,
                    MlObject *self,
                    MlObject *const *args,
                    gsize n,
                    MlObject *kw_names)
{
  if (!ml_str_expect (heap, args[0], "__format__", ""))
    return NULL;

  return ml_format_str (heap, self, args[0]);
}

static MlObject *
str_getnewargs (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n, MlObject *kw_names)
{
  MlObject *value = ml_str_to_plain (heap, self);

  return value == NULL ? NULL : ml_tuple_new_take (heap, &value, 1);
}

const MlMethod ml_str_methods[] = {
  { "__format__",
    str_format_special,
    1,
    1,
    .doc = "__format__($self, format_spec, /)\n--\n\n"
           "Return a formatted version of the string as described by format_spec." },
  { "__getnewargs__", str_getnewargs, 0, 0, .doc = "__getnewargs__($self, /)\n--\n\n" },
  { "capitalize",
    ml_str_capitalize,
    0,
    0,
    .doc = "capitalize($self, /)\n--\n\n"
           "Return a capitalized version of the string.\n\n"
           "More specifically, make the first character have upper case and the rest lower\n"
           "case." },
  { "casefold",
    ml_str_casefold,
    0,
    0,
    .doc = "casefold($self, /)\n--\n\n"
           "Return a version of the string suitable for caseless comparisons." },
  { "center",
    ml_str_center,
    1,
    2,
    .doc = "center($self, width, fillchar=' ', /)\n--\n\n"
           "Return a centered string of length width.\n\n"
           "Padding is done using the specified fill character (default is a space)." },
  { "count",
    str_count,
    1,
    3,
    .doc = "count($self, sub[, start[, end]], /)\n--\n\n"
           "Return the number of non-overlapping occurrences of substring sub in string "
           "S[start:end].\n"
           "\n"
           "Optional arguments start and end are interpreted as in slice notation." },
  { "encode",
    str_encode,
    0,
    2,
    .keywords = TRUE,
    .doc = "encode($self, /, encoding='utf-8', errors='strict')\n--\n\n"
           "Encode the string using the codec registered for encoding." },
  { "endswith",
    str_endswith,
    1,
    3,
    .doc = "endswith($self, suffix[, start[, end]], /)\n--\n\n"
           "Return True if the string ends with the specified suffix, False otherwise.\n"
           "\n"
           "  suffix\n"
           "    A string or a tuple of strings to try.\n"
           "  start\n"
           "    Optional start position. Default: start of the string.\n"
           "  end\n"
           "    Optional stop position. Default: end of the string." },
  { "expandtabs",
    ml_str_expandtabs,
    0,
    1,
    .keywords = TRUE,
    .doc = "expandtabs($self, /, tabsize=8)\n--\n\n"
           "Return a copy where all tab characters are expanded using spaces.\n"
           "\n"
           "If tabsize is not given, a tab size of 8 characters is assumed." },
  { "find",
    str_find,
    1,
    3,
    .doc = "find($self, sub[, start[, end]], /)\n--\n\n"
           "Return the lowest index in S where substring sub is found, such that sub is contained "
           "within S[start:end].\n"
           "\n"
           "Optional arguments start and end are interpreted as in slice notation.\n"
           "Return -1 on failure." },
  { "format",
    str_format_method,
    0,
    -1,
    .keywords = TRUE,
    .doc = "format($self, /, *args, **kwargs)\n--\n\n"
           "Return a formatted version of the string, using substitutions from args and kwargs.\n"
           "The substitutions are identified by braces ('{' and '}')." },
  { "format_map",
    str_format_map,
    1,
    1,
    .doc = "format_map($self, mapping, /)\n--\n\n"
           "Return a formatted version of the string, using substitutions from mapping.\n"
           "The substitutions are identified by braces ('{' and '}')." },
  { "index",
    str_index,
    1,
    3,
    .doc = "index($self, sub[, start[, end]], /)\n--\n\n"
           "Return the lowest index in S where substring sub is found, such that sub is contained "
           "within S[start:end].\n"
           "\n"
           "Optional arguments start and end are interpreted as in slice notation.\n"
           "Raises ValueError when the substring is not found." },
  { "isalnum",
    ml_str_isalnum,
    0,
    0,
    .doc = "isalnum($self, /)\n--\n\n"
           "Return True if the string is an alpha-numeric string, False otherwise.\n"
           "\n"
           "A string is alpha-numeric if all characters in the string are alpha-numeric and\n"
           "there is at least one character in the string." },
  { "isalpha",
    ml_str_isalpha,
    0,
    0,
    .doc = "isalpha($self, /)\n--\n\n"
           "Return True if the string is an alphabetic string, False otherwise.\n"
           "\n"
           "A string is alphabetic if all characters in the string are alphabetic and there\n"
           "is at least one character in the string." },
  { "isascii",
    ml_str_isascii,
    0,
    0,
    .doc = "isascii($self, /)\n--\n\n"
           "Return True if all characters in the string are ASCII, False otherwise.\n"
           "\n"
           "ASCII characters have code points in the range U+0000-U+007F.\n"
           "Empty string is ASCII too." },
  { "isdecimal",
    ml_str_isdecimal,
    0,
    0,
    .doc = "isdecimal($self, /)\n--\n\n"
           "Return True if the string is a decimal string, False otherwise.\n"
           "\n"
           "A string is a decimal string if all characters in the string are decimal and\n"
           "there is at least one character in the string." },
  { "isdigit",
    ml_str_isdigit,
    0,
    0,
    .doc = "isdigit($self, /)\n--\n\n"
           "Return True if the string is a digit string, False otherwise.\n\n"
           "A string is a digit string if all characters in the string are digits and there\n"
           "is at least one character in the string." },
  { "isidentifier",
    ml_str_isidentifier,
    0,
    0,
    .doc = "isidentifier($self, /)\n--\n\n"
           "Return True if the string is a valid Python identifier, False otherwise.\n"
           "\n"
           "Call keyword.iskeyword(s) to test whether string s is a reserved identifier,\n"
           "such as \"def\" or \"class\"." },
  { "islower",
    ml_str_islower,
    0,
    0,
    .doc = "islower($self, /)\n--\n\n"
           "Return True if the string is a lowercase string, False otherwise.\n"
           "\n"
           "A string is lowercase if all cased characters in the string are lowercase and\n"
           "there is at least one cased character in the string." },
  { "isnumeric",
    ml_str_isnumeric,
    0,
    0,
    .doc = "isnumeric($self, /)\n--\n\n"
           "Return True if the string is a numeric string, False otherwise.\n"
           "\n"
           "A string is numeric if all characters in the string are numeric and there is at\n"
           "least one character in the string." },
  { "isprintable",
    ml_str_isprintable,
    0,
    0,
    .doc = "isprintable($self, /)\n--\n\n"
           "Return True if the string is printable, False otherwise.\n\n"
           "A string is printable if all of its characters are considered printable in\n"
           "repr() or if it is empty." },
  { "isspace",
    ml_str_isspace,
    0,
    0,
    .doc = "isspace($self, /)\n--\n\n"
           "Return True if the string is a whitespace string, False otherwise.\n"
           "\n"
           "A string is whitespace if all characters in the string are whitespace and there\n"
           "is at least one character in the string." },
  { "istitle",
    ml_str_istitle,
    0,
    0,
    .doc = "istitle($self, /)\n--\n\n"
           "Return True if the string is a title-cased string, False otherwise.\n"
           "\n"
           "In a title-cased string, upper- and title-case characters may only\n"
           "follow uncased characters and lowercase characters only cased ones." },
  { "isupper",
    ml_str_isupper,
    0,
    0,
    .doc = "isupper($self, /)\n--\n\n"
           "Return True if the string is an uppercase string, False otherwise.\n"
           "\n"
           "A string is uppercase if all cased characters in the string are uppercase and\n"
           "there is at least one cased character in the string." },
  { "join",
    str_join,
    1,
    1,
    .doc = "join($self, iterable, /)\n--\n\n"
           "Concatenate any number of strings.\n\n"
           "The string whose method is called is inserted in between each given string.\n"
           "The result is returned as a new string.\n\n"
           "Example: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'" },
  { "ljust",
    ml_str_ljust,
    1,
    2,
    .doc = "ljust($self, width, fillchar=' ', /)\n--\n\n"
           "Return a left-justified string of length width.\n\n"
           "Padding is done using the specified fill character (default is a space)." },
  { "lower",
    ml_str_lower,
    0,
    0,
    .doc = "lower($self, /)\n--\n\n"
           "Return a copy of the string converted to lowercase." },
  { "lstrip",
    str_lstrip,
    0,
    1,
    .doc = "lstrip($self, chars=None, /)\n--\n\n"
           "Return a copy of the string with leading whitespace removed.\n\n"
           "If chars is given and not None, remove characters in chars instead." },
  { "maketrans",
    ml_str_maketrans,
    1,
    3,
    .kind = ML_METHOD_STATIC,
    .doc = "Return a translation table usable for str.translate()." },
  { "partition",
    ml_str_partition,
    1,
    1,
    .doc = "partition($self, sep, /)\n--\n\n"
           "Partition the string into three parts using the given separator.\n"
           "\n"
           "This will search for the separator in the string.  If the separator is found,\n"
           "returns a 3-tuple containing the part before the separator, the separator\n"
           "itself, and the part after it.\n\n"
           "If the separator is not found, returns a 3-tuple containing the original string\n"
           "and two empty strings." },
  { "removeprefix",
    str_removeprefix,
    1,
    1,
    .doc = "removeprefix($self, prefix, /)\n--\n\n"
           "Return a str with the given prefix string removed if present.\n\n"
           "If the string starts with the prefix string, return string[len(prefix):].\n"
           "Otherwise, return a copy of the original string." },
  { "removesuffix",
    str_removesuffix,
    1,
    1,
    .doc = "removesuffix($self, suffix, /)\n--\n\n"
           "Return a str with the given suffix string removed if present.\n\n"
           "If the string ends with the suffix string and that suffix is not empty,\n"
           "return string[:-len(suffix)]. Otherwise, return a copy of the original\n"
           "string." },
  { "replace",
    str_replace,
    0,
    3,
    .keywords = TRUE,
    .doc = "replace($self, old, new, /, count=-1)\n--\n\n"
           "Return a copy with all occurrences of substring old replaced by new.\n"
           "\n"
           "  count\n"
           "    Maximum number of occurrences to replace.\n"
           "    -1 (the default value) means replace all occurrences.\n\n"
           "If the optional argument count is given, only the first count occurrences are\n"
           "replaced." },
  { "rfind",
    str_rfind,
    1,
    3,
    .doc = "rfind($self, sub[, start[, end]], /)\n--\n\n"
           "Return the highest index in S where substring sub is found, such that sub is contained "
           "within S[start:end].\n"
           "\n"
           "Optional arguments start and end are interpreted as in slice notation.\n"
           "Return -1 on failure." },
  { "rindex",
    str_rindex,
    1,
    3,
    .doc = "rindex($self, sub[, start[, end]], /)\n--\n\n"
           "Return the highest index in S where substring sub is found, such that sub is contained "
           "within S[start:end].\n"
           "\n"
           "Optional arguments start and end are interpreted as in slice notation.\n"
           "Raises ValueError when the substring is not found." },
  { "rjust",
    ml_str_rjust,
    1,
    2,
    .doc = "rjust($self, width, fillchar=' ', /)\n--\n\n"
           "Return a right-justified string of length width.\n\n"
           "Padding is done using the specified fill character (default is a space)." },
  { "rpartition",
    ml_str_rpartition,
    1,
    1,
    .doc = "rpartition($self, sep, /)\n--\n\n"
           "Partition the string into three parts using the given separator.\n"
           "\n"
           "This will search for the separator in the string, starting at the end. If\n"
           "the separator is found, returns a 3-tuple containing the part before the\n"
           "separator, the separator itself, and the part after it.\n\n"
           "If the separator is not found, returns a 3-tuple containing two empty strings\n"
           "and the original string." },
  { "rsplit",
    ml_str_rsplit,
    0,
    2,
    .keywords = TRUE,
    .doc = "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\n"
           "Return a list of the substrings in the string, using sep as the separator string.\n"
           "\n"
           "  sep\n"
           "    The separator used to split the string.\n\n"
           "    When set to None (the default value), will split on any whitespace\n"
           "    character (including \\n \\r \\t \\f and spaces) and will discard\n"
           "    empty strings from the result.\n"
           "  maxsplit\n"
           "    Maximum number of splits.\n"
           "    -1 (the default value) means no limit.\n\n"
           "Splitting starts at the end of the string and works to the front." },
  { "rstrip",
    str_rstrip,
    0,
    1,
    .doc = "rstrip($self, chars=None, /)\n--\n\n"
           "Return a copy of the string with trailing whitespace removed.\n\n"
           "If chars is given and not None, remove characters in chars instead." },
  { "split",
    ml_str_split,
    0,
    2,
    .keywords = TRUE,
    .doc = "split($self, /, sep=None, maxsplit=-1)\n--\n\n"
           "Return a list of the substrings in the string, using sep as the separator string.\n"
           "\n"
           "  sep\n"
           "    The separator used to split the string.\n\n"
           "    When set to None (the default value), will split on any whitespace\n"
           "    character (including \\n \\r \\t \\f and spaces) and will discard\n"
           "    empty strings from the result.\n"
           "  maxsplit\n"
           "    Maximum number of splits.\n"
           "    -1 (the default value) means no limit.\n\n"
           "Splitting starts at the front of the string and works to the end.\n"
           "\n"
           "Note, str.split() is mainly useful for data that has been intentionally\n"
           "delimited.  With natural text that includes punctuation, consider using\n"
           "the regular expression module." },
  { "splitlines",
    ml_str_splitlines,
    0,
    1,
    .keywords = TRUE,
    .doc = "splitlines($self, /, keepends=False)\n--\n\n"
           "Return a list of the lines in the string, breaking at line boundaries.\n"
           "\n"
           "Line breaks are not included in the resulting list unless keepends is given and\n"
           "true." },
  { "startswith",
    str_startswith,
    1,
    3,
    .doc = "startswith($self, prefix[, start[, end]], /)\n--\n\n"
           "Return True if the string starts with the specified prefix, False otherwise.\n"
           "\n"
           "  prefix\n"
           "    A string or a tuple of strings to try.\n"
           "  start\n"
           "    Optional start position. Default: start of the string.\n"
           "  end\n"
           "    Optional stop position. Default: end of the string." },
  { "strip",
    str_strip,
    0,
    1,
    .doc = "strip($self, chars=None, /)\n--\n\n"
           "Return a copy of the string with leading and trailing whitespace removed.\n"
           "\n"
           "If chars is given and not None, remove characters in chars instead." },
  { "swapcase",
    ml_str_swapcase,
    0,
    0,
    .doc = "swapcase($self, /)\n--\n\n"
           "Convert uppercase characters to lowercase and lowercase characters to uppercase." },
  { "title",
    ml_str_title,
    0,
    0,
    .doc = "title($self, /)\n--\n\n"
           "Return a version of the string where each word is titlecased.\n\n"
           "More specifically, words start with uppercased characters and all remaining\n"
           "cased characters have lower case." },
  { "translate",
    ml_str_translate,
    1,
    1,
    .doc = "translate($self, table, /)\n--\n\n"
           "Replace each character in the string using the given translation table.\n"
           "\n"
           "  table\n"
           "    Translation table, which must be a mapping of Unicode ordinals to\n"
           "    Unicode ordinals, strings, or None.\n\n"
           "The table must implement lookup/indexing via __getitem__, for instance a\n"
           "dictionary or list.  If this operation raises LookupError, the character is\n"
           "left untouched.  Characters mapped to None are deleted." },
  { "upper",
    ml_str_upper,
    0,
    0,
    .doc = "upper($self, /)\n--\n\n"
           "Return a copy of the string converted to uppercase." },
  { "zfill",
    ml_str_zfill,
    1,
    1,
    .doc = "zfill($self, width, /)\n--\n\n"
           "Pad a numeric string with zeros on the left, to fill a field of the given width.\n"
           "\n"
           "The string is never truncated." },
  { NULL },
};
