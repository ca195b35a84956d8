#include "ml-tokenizer-private.h"

#include "ml-unicode.h"

#include <string.h>

#define TAB_SIZE 8

typedef struct
{
  MlTokenKind kind;
  const char *text;
} Word;

static const Word keywords[] = {
#define ML_TOKEN_ENTRY(kind, text) { ML_TOKEN_##kind, text },
  ML_TOKEN_KEYWORDS (ML_TOKEN_ENTRY)
#undef ML_TOKEN_ENTRY
};

static const Word operators[] = {
#define ML_TOKEN_ENTRY(kind, text) { ML_TOKEN_##kind, text },
  ML_TOKEN_OPERATORS (ML_TOKEN_ENTRY)
#undef ML_TOKEN_ENTRY
};

MlTokenizer *
ml_tokenizer_new (MlSource *source, gsize offset, gboolean interactive)
{
  MlTokenizer *self;
  gsize length;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_new0 (MlTokenizer, 1);
  self->source = ml_source_ref (source);
  self->text = ml_source_get_text (source, &length);
  self->end = self->text + length;
  self->cursor = self->line_start = self->text + MIN (offset, length);
  self->line = offset == 0 ? 1 : ml_source_find_line (source, offset);
  self->first_line = interactive ? self->line : 1;
  self->interactive = interactive;
  self->at_line_start = TRUE;
  self->n_indents = 1;

  return self;
}

void
ml_tokenizer_free (MlTokenizer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->error, ml_syntax_error_free);
  ml_source_unref (self->source);
  g_free (self);
}

MlSyntaxError *
ml_tokenizer_steal_error (MlTokenizer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->error);
}

gboolean
ml_tokenizer_has_failed (const MlTokenizer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->failed;
}

gboolean
ml_tokenizer_overrules_parser (const MlTokenizer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !self->weak && self->n_fstrings == 0;
}

const MlBracket *
ml_tokenizer_get_open_bracket (const MlTokenizer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->n_brackets > 0 ? &self->brackets[self->n_brackets - 1] : NULL;
}

gboolean
ml_tokenizer_has_ended (const MlTokenizer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->ended;
}

gsize
ml_tokenizer_get_next_line (const MlTokenizer *self)
{
  const char *newline;

  g_return_val_if_fail (self != NULL, 0);

  if (self->cursor == self->line_start && self->cursor > self->text && self->at_line_start)
    return self->cursor - self->text;

  newline = memchr (self->cursor, '\n', self->end - self->cursor);

  return (newline != NULL ? newline + 1 : self->end) - self->text;
}

MlTextPlace
ml_tokenizer_place_of (MlTokenizer *self, const char *at)
{
  if (self->counted_line != self->line_start || at < self->counted)
    {
      self->counted_line = self->counted = self->line_start;
      self->column = 0;
    }

  for (; self->counted < at; self->counted++)
    self->column += (*self->counted & 0xc0) != 0x80;

  return (MlTextPlace){ .line = self->line, .column = self->column, .byte = at - self->line_start };
}

MlTextPlace
ml_tokenizer_get_place (MlTokenizer *self)
{
  g_return_val_if_fail (self != NULL, (MlTextPlace){ 0 });

  return ml_tokenizer_place_of (self, self->cursor);
}

gboolean
ml_tokenizer_fail_at (MlTokenizer *self, MlSyntaxErrorType type, const char *at, char *message)
{
  MlTextPlace place = ml_tokenizer_place_of (self, at);
  g_autofree char *line = ml_source_dup_line (self->source, self->line);

  self->failed = TRUE;
  self->error = ml_syntax_error_new (type, message, line);
  self->error->first_line = self->first_line;
  self->error->line = self->error->end_line = self->line - self->first_line + 1;
  self->error->offset = self->error->end_offset = place.column;

  return FALSE;
}

void
ml_tokenizer_next_line (MlTokenizer *self)
{
  self->cursor++;
  self->line++;
  self->line_start = self->cursor;
}

gboolean
ml_tokenizer_finish (MlTokenizer *self,
                     MlToken *token,
                     MlTokenKind kind,
                     const char *text,
                     MlTextPlace start)
{
  *token = (MlToken){
    .kind = kind,
    .length = self->cursor - text,
    .level = self->n_brackets,
    .text = text,
    .start = start,
    .end = ml_tokenizer_place_of (self, self->cursor),
  };

  return TRUE;
}

/* A token without characters, at the cursor. */
static gboolean
finish_empty (MlTokenizer *self, MlToken *token, MlTokenKind kind)
{
  return ml_tokenizer_finish (
      self, token, kind, self->cursor, ml_tokenizer_place_of (self, self->cursor));
}

gboolean
ml_tokenizer_is_identifier_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (c & 0x80) != 0;
}

static char *
describe_bad_character (const char *at)
{
  gunichar c = g_utf8_get_char (at);
  int length = g_utf8_next_char (at) - at;

  if (ml_unicode_is_printable (c))
    return g_strdup_printf ("invalid character '%.*s' (U+%04X)", length, at, c);

  return g_strdup_printf ("invalid non-printable character U+%04X", c);
}

static gboolean
check_identifier (MlTokenizer *self, const char *start)
{
  for (const char *at = start; at < self->cursor; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (at == start ? !ml_unicode_starts_name (c) : !ml_unicode_goes_on_name (c))
        return ml_tokenizer_fail_at (
            self, ML_SYNTAX_ERROR, g_utf8_next_char (at), describe_bad_character (at));
    }

  return TRUE;
}

/* Whether the letters from @start make a string's prefix: @raw and @formatted tell what they say.
 */
static gboolean
is_prefix (const char *start, gsize length, gboolean *raw, gboolean *formatted)
{
  static const char *const prefixes[] = { "b", "r", "u", "f", "br", "rb", "fr", "rf" };
  char lower[3] = { 0 };

  if (length > 2)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (start[i]);

  *raw = strchr (lower, 'r') != NULL;
  *formatted = strchr (lower, 'f') != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (strcmp (lower, prefixes[i]) == 0)
      return TRUE;

  return FALSE;
}

static MlTokenKind
find_keyword (const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (*text == *keywords[i].text && strncmp (keywords[i].text, text, length) == 0 &&
        keywords[i].text[length] == '\0')
      return keywords[i].kind;

  return ML_TOKEN_NAME;
}

static gboolean
read_name (MlTokenizer *self, MlToken *token)
{
  const char *start = self->cursor;
  MlTextPlace place = ml_tokenizer_place_of (self, start);
  gboolean plain = TRUE, raw, formatted;
  gsize length;

  for (; ml_tokenizer_is_identifier_byte (*self->cursor); self->cursor++)
    plain &= (*self->cursor & 0x80) == 0;

  length = self->cursor - start;

  if ((*self->cursor == '"' || *self->cursor == '\'') &&
      is_prefix (start, length, &raw, &formatted))
    return formatted ? ml_tokenizer_begin_fstring (self, token, start, raw)
                     : ml_tokenizer_read_string (self, token, start);

  if (!plain && !check_identifier (self, start))
    return FALSE;

  return ml_tokenizer_finish (self, token, find_keyword (start, length), start, place);
}

static gboolean
open_bracket (MlTokenizer *self, char kind)
{
  MlFString *fstring = ml_tokenizer_get_fstring (self);

  if (self->n_brackets == ML_MAX_BRACKETS)
    return ml_tokenizer_fail_at (
        self, ML_SYNTAX_ERROR, self->cursor + 1, g_strdup ("too many nested parentheses"));

  self->brackets[self->n_brackets].kind = kind;
  self->brackets[self->n_brackets].place = ml_tokenizer_place_of (self, self->cursor);
  self->n_brackets++;

  if (fstring != NULL)
    fstring->depth++;

  return TRUE;
}

static gboolean
is_pair (char opening, char closing)
{
  return (opening == '(' && closing == ')') || (opening == '[' && closing == ']') ||
         (opening == '{' && closing == '}');
}

static char *
describe_mismatch (const MlTokenizer *self, const MlBracket *opening, char closing)
{
  g_autofree char *message = g_strdup_printf (
      "closing parenthesis '%c' does not match opening parenthesis '%c'", closing, opening->kind);

  if (opening->place.line == self->line)
    return g_steal_pointer (&message);

  return g_strdup_printf ("%s on line %u", message, opening->place.line - self->first_line + 1);
}

static gboolean
close_bracket (MlTokenizer *self, char kind)
{
  MlFString *fstring = ml_tokenizer_get_fstring (self);
  const MlBracket *opening = ml_tokenizer_get_open_bracket (self);
  const char *behind = self->cursor + 1;

  if (fstring != NULL && fstring->depth == 0 && kind == '}')
    return ml_tokenizer_fail_at (
        self, ML_SYNTAX_ERROR, behind, g_strdup ("f-string: single '}' is not allowed"));

  if (opening == NULL)
    return ml_tokenizer_fail_at (
        self, ML_SYNTAX_ERROR, behind, g_strdup_printf ("unmatched '%c'", kind));

  if (!is_pair (opening->kind, kind))
    {
      gboolean field =
          fstring != NULL && opening->kind == '{' && fstring->depth - 1 == fstring->field_depth;
      char *message = field ? g_strdup_printf ("f-string: unmatched '%c'", kind)
                            : describe_mismatch (self, opening, kind);

      return ml_tokenizer_fail_at (self, ML_SYNTAX_ERROR, behind, message);
    }

  self->n_brackets--;

  if (fstring == NULL)
    return TRUE;

  fstring->depth--;

  if (kind == '}' && fstring->depth == fstring->field_depth)
    {
      fstring->field_depth--;
      fstring->in_text = TRUE;
      fstring->in_spec = FALSE;
    }

  return TRUE;
}

static const Word *
find_operator (const char *at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (*at == *operators[i].text &&
        strncmp (operators[i].text, at, strlen (operators[i].text)) == 0)
      return &operators[i];

  return NULL;
}

/* Whether the cursor's colon begins the format specification of an f-string's field. */
static gboolean
begin_spec (MlTokenizer *self)
{
  MlFString *fstring = ml_tokenizer_get_fstring (self);

  if (fstring == NULL || fstring->field_depth < 0 || *self->cursor != ':' ||
      fstring->depth - 1 != fstring->field_depth)
    return FALSE;

  fstring->in_text = TRUE;
  fstring->in_spec = TRUE;

  return TRUE;
}

static gboolean
read_operator (MlTokenizer *self, MlToken *token)
{
  const char *start = self->cursor;
  MlTextPlace place = ml_tokenizer_place_of (self, start);
  const Word *word;

  if (begin_spec (self))
    {
      self->cursor++;
      return ml_tokenizer_finish (self, token, ML_TOKEN_COLON, start, place);
    }

  word = find_operator (start);

  if (word == NULL && ml_unicode_is_printable (*start))
    {
      self->cursor++;
      return ml_tokenizer_finish (self, token, ML_TOKEN_UNKNOWN, start, place);
    }

  if (word == NULL)
    return ml_tokenizer_fail_at (
        self, ML_SYNTAX_ERROR, g_utf8_next_char (start), describe_bad_character (start));

  if (strchr ("([{", *start) != NULL && !open_bracket (self, *start))
    return FALSE;

  if (strchr (")]}", *start) != NULL && !close_bracket (self, *start))
    return FALSE;

  self->cursor += strlen (word->text);

  return ml_tokenizer_finish (self, token, word->kind, start, place);
}

/* Measures the white space at the start of a line. A backslash that joins lines is taken for white
 * space, too. */
static void
measure_indent (MlTokenizer *self, guint32 *column, guint32 *alt_column)
{
  guint32 joined = 0;

  *column = *alt_column = 0;

  for (;; self->cursor++)
    {
      switch (*self->cursor)
        {
        case ' ':
          (*column)++;
          (*alt_column)++;
          break;

        case '\t':
          *column = (*column / TAB_SIZE + 1) * TAB_SIZE;
          (*alt_column)++;
          break;

        case '\f':
          *column = *alt_column = 0;
          break;

        case '\\':
          if (self->cursor[1] != '\n' || self->cursor + 2 == self->end)
            return;

          joined = joined != 0 ? joined : *column;
          self->cursor++;
          ml_tokenizer_next_line (self);
          self->cursor--;
          break;

        default:
          if (joined != 0)
            *column = *alt_column = joined;
          return;
        }
    }
}

/* What CPython's tokenizer reports without a place of its own. It yields to an error that the
 * parser has found before it. */
static gboolean
fail_weakly (MlTokenizer *self, MlSyntaxErrorType type, guint32 offset, const char *message)
{
  ml_tokenizer_fail_at (self, type, self->cursor, g_strdup (message));
  self->error->offset = offset;
  self->error->end_offset = 0;
  self->weak = TRUE;

  return FALSE;
}

static gboolean
fail_tabs (MlTokenizer *self)
{
  return fail_weakly (self, ML_TAB_ERROR, 1, "inconsistent use of tabs and spaces in indentation");
}

static gboolean
indent (MlTokenizer *self, guint32 column, guint32 alt_column)
{
  if (alt_column <= self->alt_indents[self->n_indents - 1])
    return fail_tabs (self);

  if (self->n_indents == ML_MAX_INDENTS)
    return fail_weakly (self, ML_INDENTATION_ERROR, 1, "too many levels of indentation");

  self->indents[self->n_indents] = column;
  self->alt_indents[self->n_indents] = alt_column;
  self->n_indents++;
  self->pending = 1;

  return TRUE;
}

/* Of the line in work, in characters. */
static guint32
get_line_length (MlTokenizer *self)
{
  const char *end = memchr (self->line_start, '\n', self->end - self->line_start);

  return g_utf8_strlen (self->line_start, end - self->line_start);
}

static gboolean
dedent (MlTokenizer *self, guint32 column, guint32 alt_column)
{
  while (self->n_indents > 1 && column < self->indents[self->n_indents - 1])
    {
      self->n_indents--;
      self->pending--;
    }

  if (column != self->indents[self->n_indents - 1])
    return fail_weakly (self,
                        ML_INDENTATION_ERROR,
                        get_line_length (self) + 1,
                        "unindent does not match any outer indentation level");

  return alt_column == self->alt_indents[self->n_indents - 1] || fail_tabs (self);
}

/* Compares the indentation of a line with that of the block in work. Lines that are blank or a
 * comment change nothing, but that an empty line at a prompt ends the block. */
static gboolean
read_indent (MlTokenizer *self, gboolean *blank)
{
  guint32 column, alt_column, current;

  self->at_line_start = FALSE;
  measure_indent (self, &column, &alt_column);
  *blank = *self->cursor == '#' || *self->cursor == '\n' || self->cursor == self->end;

  if (*blank && self->cursor != self->end)
    {
      gboolean empty = column == 0 && *self->cursor == '\n';
      gboolean first = self->line == self->first_line;

      if (!self->interactive || (!empty && !first))
        return TRUE;

      *blank = FALSE;
      column = alt_column = 0;
    }
  else if (*blank)
    {
      column = alt_column = 0;
    }

  if (self->n_brackets > 0)
    return TRUE;

  current = self->indents[self->n_indents - 1];

  if (column > current)
    return indent (self, column, alt_column);

  if (column < current)
    return dedent (self, column, alt_column);

  return alt_column == self->alt_indents[self->n_indents - 1] || fail_tabs (self);
}

static gboolean
read_pending (MlTokenizer *self, MlToken *token)
{
  MlTokenKind kind = self->pending > 0 ? ML_TOKEN_INDENT : ML_TOKEN_DEDENT;

  self->pending -= self->pending > 0 ? 1 : -1;

  return finish_empty (self, token, kind);
}

/* A backslash at the end of a line joins it with the next. */
static gboolean
join_lines (MlTokenizer *self)
{
  guint32 column = ml_tokenizer_place_of (self, self->cursor).column;

  if (self->cursor[1] != '\n')
    return fail_weakly (self,
                        ML_SYNTAX_ERROR,
                        column + 2,
                        "unexpected character after line continuation character");

  self->ended |= self->cursor + 2 == self->end;

  if (self->ended && self->n_brackets == 0)
    return fail_weakly (self, ML_SYNTAX_ERROR, column + 2, "unexpected EOF while parsing");

  self->cursor++;
  ml_tokenizer_next_line (self);

  return TRUE;
}

/* Skips what stands between tokens, newlines that mean nothing included. Returns FALSE after an
 * error; *@found says whether a token was already read on the way. */
static gboolean
skip_space (MlTokenizer *self, MlToken *token, gboolean *found)
{
  gboolean blank = FALSE;

  *found = FALSE;

  for (;;)
    {
      if (self->at_line_start && !read_indent (self, &blank))
        return FALSE;

      if (self->pending != 0)
        {
          *found = TRUE;
          return read_pending (self, token);
        }

      self->cursor += strspn (self->cursor, " \t\f");

      if (*self->cursor == '#')
        self->cursor += strcspn (self->cursor, "\n");

      if (*self->cursor == '\\')
        {
          if (!join_lines (self))
            return FALSE;
          continue;
        }

      if (*self->cursor != '\n')
        return TRUE;

      if (!blank && self->n_brackets == 0)
        {
          *found = TRUE;
          finish_empty (self, token, ML_TOKEN_NEWLINE);
          token->end.column++;
          token->end.byte++;
          self->at_line_start = TRUE;
          ml_tokenizer_next_line (self);
          return TRUE;
        }

      self->at_line_start = TRUE;
      ml_tokenizer_next_line (self);
    }
}

gboolean
ml_tokenizer_next (MlTokenizer *self, MlToken *token)
{
  MlFString *fstring = ml_tokenizer_get_fstring (self);
  gboolean found;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (token != NULL, FALSE);

  if (self->failed)
    return FALSE;

  if (fstring != NULL && fstring->in_text)
    {
      gboolean switched;

      if (!ml_tokenizer_read_fstring (self, token, &switched))
        return FALSE;

      if (!switched)
        return TRUE;
    }

  if (!skip_space (self, token, &found))
    return FALSE;

  if (found)
    return TRUE;

  if (self->cursor == self->end)
    {
      self->ended = TRUE;
      return finish_empty (self, token, ML_TOKEN_END);
    }

  if (ml_tokenizer_is_identifier_byte (*self->cursor) && !g_ascii_isdigit (*self->cursor))
    return read_name (self, token);

  if (g_ascii_isdigit (*self->cursor) ||
      (*self->cursor == '.' && g_ascii_isdigit (self->cursor[1])))
    return ml_tokenizer_read_number (self, token);

  if (*self->cursor == '"' || *self->cursor == '\'')
    return ml_tokenizer_read_string (self, token, self->cursor);

  return read_operator (self, token);
}
