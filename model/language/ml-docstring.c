/* ml-docstring.c: finds docstrings and takes their indentation away */

#include "ml-docstring.h"

#include <string.h>

#include "ml-str.h"

#define TAB_WIDTH 8

MlObject *
ml_docstring_find (const MlNodeList *body)
{
  const MlNode *first = body->length == 0 ? NULL : body->items[0];

  if (first == NULL || first->kind != ML_NODE_EXPR || first->expr.value->kind != ML_NODE_CONSTANT ||
      !ml_is_str (first->expr.value->constant.value))
    return NULL;

  return first->expr.value->constant.value;
}

static GString *
expand_tabs (const char *text, gsize length)
{
  GString *result = g_string_sized_new (length);
  guint column = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\t')
        {
          guint n = TAB_WIDTH - column % TAB_WIDTH;

          g_string_append_printf (result, "%*s", n, "");
          column += n;
          continue;
        }

      g_string_append_c (result, text[i]);

      if (text[i] == '\n' || text[i] == '\r')
        column = 0;
      else if ((text[i] & 0xc0) != 0x80)
        column++;
    }

  return result;
}

/* Where the line behind @text begins. */
static const char *
skip_line (const char *text, const char *end)
{
  const char *newline = memchr (text, '\n', end - text);

  return newline == NULL ? end : newline + 1;
}

/* The least indentation of the lines behind the first that have more than blanks. */
static gsize
find_margin (const char *text, const char *end)
{
  gsize margin = G_MAXSIZE;

  for (text = skip_line (text, end); text < end; text = skip_line (text, end))
    {
      gsize blanks = strspn (text, " ");

      if (text + blanks < end && text[blanks] != '\n')
        margin = MIN (margin, blanks);
    }

  return margin == G_MAXSIZE ? 0 : margin;
}

static MlObject *
remove_margin (MlHeap *heap, const char *text, const char *end, gsize margin)
{
  g_autoptr (GString) result = g_string_sized_new (end - text);
  const char *next = skip_line (text, end);

  g_string_append_len (result, text, next - text);
  for (text = next; text < end; text = next)
    {
      gsize blanks = MIN (strspn (text, " "), margin);

      next = skip_line (text, end);
      g_string_append_len (result, text + blanks, next - text - blanks);
    }

  return ml_str_from_utf8 (heap, result->str, result->len);
}

MlObject *
ml_docstring_clean (MlHeap *heap, MlObject *docstring)
{
  g_autoptr (GString) expanded = NULL;
  const char *text, *end;
  gsize length, margin, blanks;

  if (!ml_str_is_encodable (docstring))
    return ml_ref (docstring);

  text = ml_str_get_utf8 (docstring, &length);
  if (memchr (text, '\t', length) != NULL)
    {
      expanded = expand_tabs (text, length);
      text = expanded->str;
      length = expanded->len;
    }

  end = text + length;
  margin = find_margin (text, end);
  blanks = strspn (text, " ");

  if (blanks == 0 && margin == 0)
    return expanded == NULL ? ml_ref (docstring) : ml_str_from_utf8 (heap, text, length);

  return remove_margin (heap, text + blanks, end, margin);
}
