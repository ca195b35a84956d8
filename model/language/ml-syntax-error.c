#include "ml-syntax-error.h"

#include <string.h>

MlSyntaxError *
ml_syntax_error_new (MlSyntaxErrorType type, char *message, const char *text)
{
  MlSyntaxError *self = g_new0 (MlSyntaxError, 1);

  g_return_val_if_fail (message != NULL, NULL);

  self->type = type;
  self->message = message;
  self->first_line = 1;
  self->text = g_strdup (text);

  return self;
}

void
ml_syntax_error_free (MlSyntaxError *self)
{
  g_free (self->message);
  g_free (self->text);
  g_free (self);
}

const char *
ml_syntax_error_get_type_name (const MlSyntaxError *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->type)
    {
    case ML_INDENTATION_ERROR:
      return "IndentationError";

    case ML_TAB_ERROR:
      return "TabError";

    case ML_INCOMPLETE_INPUT:
      return "_IncompleteInputError";

    case ML_PARSER_OVERFLOW:
      return "MemoryError";

    case ML_SYNTAX_ERROR:
    default:
      return "SyntaxError";
    }
}

MlSpan
ml_syntax_error_get_span (const MlSyntaxError *self, guint32 source)
{
  MlSpan span = { .source = source };

  g_return_val_if_fail (self != NULL, span);

  if (self->line == 0)
    return span;

  span.line = self->line + self->first_line - 1;
  span.column = MAX (self->offset, 1) - 1;
  span.end_line = MAX (self->end_line, self->line) + self->first_line - 1;
  span.end_column = MAX (self->end_offset, 1) - 1;

  if (span.end_line == span.line)
    span.end_column = MAX (span.end_column, span.column + 1);

  return span;
}

static void
append_marks (const MlSyntaxError *self, const char *line, guint32 indent, GString *out)
{
  guint32 length = g_utf8_strlen (self->text, -1);
  guint32 offset = MIN (self->offset, length + 1);
  guint32 end = self->end_line == self->line ? self->end_offset : length + 1;
  const char *c = line;

  if (self->offset == 0 || offset <= indent)
    return;

  end = CLAMP (end, offset + 1, MAX (length + 1, offset + 1));
  g_string_append (out, "    ");

  for (guint32 column = indent + 1; column < offset; column++)
    {
      /* A tab under a tab keeps the marks in place. */
      g_string_append_c (out, g_ascii_isspace (*c) ? *c : ' ');
      c = *c != '\0' ? g_utf8_next_char (c) : c;
    }

  for (guint32 column = offset; column < end; column++)
    g_string_append_c (out, '^');

  g_string_append_c (out, '\n');
}

void
ml_syntax_error_print (const MlSyntaxError *self, const char *file_name, GString *out)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (out != NULL);

  if (self->line != 0)
    g_string_append_printf (out, "  File \"%s\", line %u\n", file_name, self->line);

  if (self->line != 0 && self->text != NULL)
    {
      guint32 indent = strspn (self->text, " \f");
      const char *line = self->text + indent;

      g_string_append_printf (out, "    %s\n", line);
      append_marks (self, line, indent, out);
    }

  g_string_append (out, ml_syntax_error_get_type_name (self));

  if (*self->message != '\0')
    g_string_append_printf (out, ": %s", self->message);

  g_string_append_c (out, '\n');
}
