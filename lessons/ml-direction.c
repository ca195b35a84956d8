/* ml-direction.c: the line under a step's heading that says when, where to look, and what is so */
#include <string.h>

#include "ml-direction.h"

G_DEFINE_QUARK (ml_direction_error_quark, ml_direction_error)

/* Adds what stands in one pair of backquotes. */
typedef gboolean (*AddQuoted) (const char *quoted, GPtrArray *array, GError **error);

static gboolean
add_place (const char *quoted, GPtrArray *places, GError **error)
{
  MlLessonPlace *place = ml_lesson_place_parse (quoted, NULL, error);

  if (place == NULL)
    return FALSE;

  g_ptr_array_add (places, place);
  return TRUE;
}

static gboolean
add_claim (const char *quoted, GPtrArray *claims, GError **error)
{
  MlClaim *claim = ml_claim_parse (quoted, error);

  if (claim == NULL)
    return FALSE;

  g_ptr_array_add (claims, claim);
  return TRUE;
}

/* Takes the first sentence, up to a full stop that is not in backquotes, from @cursor. NULL and
 * @error if it does not end.
 */
static char *
take_sentence (const char **cursor, GError **error)
{
  const char *start = *cursor;
  gboolean quoted = FALSE;

  for (const char *p = start; *p != '\0'; p++)
    {
      if (*p == '`')
        quoted = !quoted;

      if (*p != '.' || quoted)
        continue;

      *cursor = p + 1;
      while (**cursor == ' ')
        (*cursor)++;
      return g_strndup (start, (gsize) (p - start));
    }

  g_set_error (error,
               ML_DIRECTION_ERROR,
               ML_DIRECTION_ERROR_SYNTAX,
               "“%s” does not end with a full stop",
               start);
  return NULL;
}

static gboolean
is_connective (const char *text)
{
  g_autofree char *word = g_strstrip (g_strdup (text));

  return *word == '\0' || g_str_equal (word, ",") || g_str_equal (word, "and") ||
         g_str_equal (word, ", and");
}

/* Adds all that stands in backquotes in @text, which has nothing else in it but commas and "and".
 */
static gboolean
add_all_quoted (const char *text, AddQuoted add, GPtrArray *array, GError **error)
{
  g_auto (GStrv) pieces = g_strsplit (text, "`", -1);
  guint n = g_strv_length (pieces);

  if (n < 3 || n % 2 == 0)
    {
      g_set_error (error,
                   ML_DIRECTION_ERROR,
                   ML_DIRECTION_ERROR_SYNTAX,
                   "nothing stands in backquotes in “%s”",
                   text);
      return FALSE;
    }

  for (guint i = 0; i < n; i++)
    {
      if (i % 2 == 1 && !add (pieces[i], array, error))
        return FALSE;

      if (i % 2 == 0 && !is_connective (pieces[i]))
        {
          g_set_error (error,
                       ML_DIRECTION_ERROR,
                       ML_DIRECTION_ERROR_SYNTAX,
                       "“%s” should be a comma or “and”",
                       pieces[i]);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
ml_direction_parse (const char *text,
                    MlAnchor *anchor,
                    GPtrArray *places,
                    GPtrArray *claims,
                    GError **error)
{
  g_autofree char *first = NULL;
  const char *cursor = text;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (anchor != NULL, FALSE);
  g_return_val_if_fail (places != NULL && claims != NULL, FALSE);

  first = take_sentence (&cursor, error);
  if (first == NULL)
    return FALSE;

  if (!ml_anchor_parse (anchor, first))
    {
      g_set_error (error,
                   ML_DIRECTION_ERROR,
                   ML_DIRECTION_ERROR_SYNTAX,
                   "“%s” is no moment of a run, as “After line 5” is",
                   first);
      return FALSE;
    }

  while (*cursor != '\0')
    {
      g_autofree char *sentence = take_sentence (&cursor, error);
      gboolean added;

      if (sentence == NULL)
        return FALSE;

      if (g_str_has_prefix (sentence, "Look at "))
        added = add_all_quoted (sentence + strlen ("Look at "), add_place, places, error);
      else if (g_str_has_prefix (sentence, "Here "))
        added = add_all_quoted (sentence + strlen ("Here "), add_claim, claims, error);
      else
        {
          g_set_error (error,
                       ML_DIRECTION_ERROR,
                       ML_DIRECTION_ERROR_SYNTAX,
                       "“%s” begins with neither “Look at” nor “Here”",
                       sentence);
          return FALSE;
        }

      if (!added)
        return FALSE;
    }

  return TRUE;
}
