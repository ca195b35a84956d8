#include "ml-tokenizer-private.h"

#include <string.h>

/* More than a field in a format specification in a field is an error. */
#define MAX_FIELD_DEPTH 3

MlFString *
ml_tokenizer_get_fstring (MlTokenizer *self)
{
  return self->n_fstrings > 0 ? &self->fstrings[self->n_fstrings - 1] : NULL;
}

static gboolean
is_at_quotes (const char *at, char quote, guint size)
{
  for (guint i = 0; i < size; i++)
    if (at[i] != quote)
      return FALSE;

  return TRUE;
}

static guint
count_quotes (const char *at)
{
  return is_at_quotes (at, *at, 3) ? 3 : 1;
}

/* The error stands at the string's beginning, wherever the missing quote was noticed. */
static gboolean
fail_unterminated (MlTokenizer *self,
                   const char *what,
                   guint quote_size,
                   const char *start,
                   const char *line_start,
                   guint32 line,
                   gboolean escaped_quote)
{
  gboolean behind = self->cursor == self->end && self->line_start == self->end;
  guint32 detected = self->line - self->first_line + !behind;
  const char *triple = quote_size == 3 ? "triple-quoted " : "";
  const char *hint = escaped_quote ? "; perhaps you escaped the end quote?" : "";
  char *message = g_strdup_printf (
      "unterminated %s%s literal (detected at line %u)%s", triple, what, detected, hint);

  self->ended |= quote_size == 3;
  self->line = line;
  self->line_start = line_start;

  return ml_tokenizer_fail_at (self, ML_SYNTAX_ERROR, start + 1, message);
}

static gboolean
fail_string (MlTokenizer *self,
             const char *start,
             const char *line_start,
             guint32 line,
             char quote,
             guint quote_size,
             gboolean escaped_quote)
{
  MlFString *outer = ml_tokenizer_get_fstring (self);

  /* In `f"{a"` the second quote opens a string: what is missing is the brace. */
  if (outer != NULL && outer->quote == quote && outer->quote_size == quote_size)
    {
      self->line = line;
      self->line_start = line_start;
      return ml_tokenizer_fail_at (
          self, ML_SYNTAX_ERROR, start + 1, g_strdup ("f-string: expecting '}'"));
    }

  return fail_unterminated (self, "string", quote_size, start, line_start, line, escaped_quote);
}

gboolean
ml_tokenizer_read_string (MlTokenizer *self, MlToken *token, const char *start)
{
  const char *line_start = self->line_start;
  guint32 line = self->line;
  MlTextPlace place = ml_tokenizer_place_of (self, start);
  char quote = *self->cursor;
  guint size = count_quotes (self->cursor);
  gboolean escaped_quote = FALSE;

  if (size == 1 && is_at_quotes (self->cursor, quote, 2))
    {
      self->cursor += 2;
      return ml_tokenizer_finish (self, token, ML_TOKEN_STRING, start, place);
    }

  self->cursor += size;

  while (!is_at_quotes (self->cursor, quote, size))
    {
      if (self->cursor == self->end || (size == 1 && *self->cursor == '\n'))
        return fail_string (self, start, line_start, line, quote, size, escaped_quote);

      if (*self->cursor == '\\' && self->cursor[1] != '\0')
        {
          escaped_quote |= self->cursor[1] == quote;
          self->cursor++;
        }

      if (*self->cursor == '\n')
        ml_tokenizer_next_line (self);
      else
        self->cursor++;
    }

  self->cursor += size;

  return ml_tokenizer_finish (self, token, ML_TOKEN_STRING, start, place);
}

gboolean
ml_tokenizer_begin_fstring (MlTokenizer *self, MlToken *token, const char *start, gboolean raw)
{
  MlTextPlace place = ml_tokenizer_place_of (self, start);
  guint size = count_quotes (self->cursor);
  MlFString *fstring;

  if (self->n_fstrings == ML_MAX_FSTRINGS - 1)
    return ml_tokenizer_fail_at (
        self, ML_SYNTAX_ERROR, self->cursor + size, g_strdup ("too many nested f-strings"));

  fstring = &self->fstrings[self->n_fstrings++];
  *fstring = (MlFString){ .start = start,
                          .line_start = self->line_start,
                          .line = self->line,
                          .quote = *self->cursor,
                          .quote_size = size,
                          .raw = raw,
                          .in_text = TRUE,
                          .field_depth = -1 };
  self->cursor += size;

  return ml_tokenizer_finish (self, token, ML_TOKEN_FSTRING_START, start, place);
}

static gboolean
begin_field (MlTokenizer *self, MlFString *fstring)
{
  fstring->field_depth++;

  if (fstring->field_depth >= MAX_FIELD_DEPTH)
    return ml_tokenizer_fail_at (
        self, ML_SYNTAX_ERROR, self->cursor, g_strdup ("f-string: expressions nested too deeply"));

  fstring->in_text = FALSE;

  return TRUE;
}

static gboolean
fail_fstring (MlTokenizer *self, const MlFString *fstring)
{
  return fail_unterminated (self,
                            "f-string",
                            fstring->quote_size,
                            fstring->start,
                            fstring->line_start,
                            fstring->line,
                            FALSE);
}

/* Moves over a backslash and what it escapes. @named: a `\N{` was passed, whose brace closes no
 * field. */
static void
skip_escape (MlTokenizer *self, const MlFString *fstring, gboolean *named)
{
  self->cursor++;

  if (*self->cursor == '\n')
    ml_tokenizer_next_line (self);
  else if (*self->cursor == '{' || *self->cursor == '}' || *self->cursor == '\0')
    return;
  else
    self->cursor++;

  if (!fstring->raw && self->cursor[-1] == 'N' && *self->cursor == '{')
    {
      self->cursor++;
      *named = TRUE;
    }
}

/* Text up to a quote or a brace. A doubled brace ends the token, too: the first one belongs to it,
 * the second is left out. */
static gboolean
read_text (MlTokenizer *self, MlToken *token, MlFString *fstring)
{
  const char *start = self->cursor;
  MlTextPlace place = ml_tokenizer_place_of (self, start);
  gboolean named = FALSE;

  while (!is_at_quotes (self->cursor, fstring->quote, fstring->quote_size))
    {
      gboolean in_spec = fstring->in_spec && fstring->field_depth >= 0;
      char c = *self->cursor;

      if (self->cursor == self->end || (fstring->quote_size == 1 && c == '\n'))
        {
          if (!in_spec || self->cursor == self->end)
            return fail_fstring (self, fstring);

          fstring->in_text = FALSE;
          fstring->in_spec = FALSE;
          break;
        }

      if (c == '{' || (c == '}' && !named))
        {
          gboolean doubled = self->cursor[1] == c && !in_spec && (c == '{' || fstring->depth == 0);

          if (doubled)
            {
              self->cursor += 2;
              ml_tokenizer_finish (self, token, ML_TOKEN_FSTRING_MIDDLE, start, place);
              token->length--;
              return TRUE;
            }

          if (c == '{' && !begin_field (self, fstring))
            return FALSE;

          fstring->in_text = FALSE;
          break;
        }

      if (c == '\\')
        skip_escape (self, fstring, &named);
      else if (c == '\n')
        ml_tokenizer_next_line (self);
      else
        self->cursor++;

      named = named && c != '}';
    }

  return ml_tokenizer_finish (self, token, ML_TOKEN_FSTRING_MIDDLE, start, place);
}

gboolean
ml_tokenizer_read_fstring (MlTokenizer *self, MlToken *token, gboolean *switched)
{
  MlFString *fstring = ml_tokenizer_get_fstring (self);
  const char *start = self->cursor;

  *switched = *start == '{' && (start[1] != '{' || (fstring->in_spec && fstring->field_depth >= 0));

  if (*switched)
    return begin_field (self, fstring);

  if (is_at_quotes (start, fstring->quote, fstring->quote_size))
    {
      MlTextPlace place = ml_tokenizer_place_of (self, start);

      self->cursor += fstring->quote_size;
      self->n_fstrings--;
      return ml_tokenizer_finish (self, token, ML_TOKEN_FSTRING_END, start, place);
    }

  return read_text (self, token, fstring);
}
