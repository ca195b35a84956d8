#include "ml-parser-private.h"

#include "ml-bytes.h"
#include "ml-exception.h"
#include "ml-literal.h"

#include <string.h>

static gpointer
fail_memory (MlParser *self)
{
  ml_clear_raised (ml_tree_get_heap (self->tree));

  if (self->error == NULL)
    self->error = ml_syntax_error_new (ML_PARSER_OVERFLOW, g_strdup (""), NULL);

  return NULL;
}

/* A literal's object, given to the tree; or the reason why there is none, said at the place of the
 * token. */
static MlNode *
make_constant (MlParser *self, MlTextPlace start, MlTextPlace end, MlObject *value, char *error)
{
  MlNode *node;

  if (value == NULL && error != NULL)
    return ml_parser_fail (self, ML_SYNTAX_ERROR, start, end, error);

  if (value == NULL)
    return fail_memory (self);

  node = ml_tree_new_node (self->tree, ML_NODE_CONSTANT, start, end);
  node->constant.value = ml_tree_add_constant (self->tree, value);

  return node;
}

MlNode *
ml_parser_number (MlParser *self)
{
  const MlToken *token = ml_parser_accept (self, ML_TOKEN_NUMBER);
  MlHeap *heap = ml_tree_get_heap (self->tree);
  char *error = NULL;
  MlObject *value = ml_literal_number (heap, token->text, token->length, &error);

  return make_constant (self, token->start, token->end, value, error);
}

/* What is between a string token's quotes, and what its prefix says. */
typedef struct
{
  const char *text;
  gsize length;
  gboolean raw;
  gboolean bytes;
  gboolean unicode; /* prefix u */
} Quoted;

static Quoted
read_quotes (const MlToken *token)
{
  Quoted quoted = { 0 };
  const char *at = token->text;
  gsize size;

  for (; *at != '"' && *at != '\''; at++)
    {
      quoted.raw |= *at == 'r' || *at == 'R';
      quoted.bytes |= *at == 'b' || *at == 'B';
      quoted.unicode |= *at == 'u';
    }

  size = at[1] == *at && at[2] == *at && token->text + token->length - at >= 6 ? 3 : 1;
  quoted.text = at + size;
  quoted.length = token->text + token->length - size - quoted.text;

  return quoted;
}

/* A piece of a string literal in the making: all of its neighbours that are text. */
typedef struct
{
  MlStrBuilder builder;
  GByteArray *bytes;
  MlTextPlace start;
  MlTextPlace end;
  gboolean begun;
  const char *kind;
} Text;

typedef struct
{
  MlParser *parser;
  Text text;
  gboolean in_fstring;
  gboolean formatted; /* an f-string was among them */
} Strings;

static gboolean
fail_literal (MlParser *parser, MlTextPlace start, MlTextPlace end, char *error)
{
  ml_parser_fail (parser, ML_SYNTAX_ERROR, start, end, error);

  return FALSE;
}

static gboolean
append_text (Strings *self,
             const char *text,
             gsize length,
             gboolean raw,
             MlTextPlace start,
             MlTextPlace end)
{
  char *error = NULL;

  if (raw)
    ml_str_builder_append_utf8 (&self->text.builder, text, length);
  else if (!ml_literal_unescape (&self->text.builder, text, length, &error))
    {
      const MlToken *token = ml_parser_peek (self->parser);

      /* CPython looks at the text of an f-string only when it has read on. */
      return self->in_fstring ? fail_literal (self->parser, token->start, token->end, error)
                              : fail_literal (self->parser, start, end, error);
    }

  if (!self->text.begun)
    self->text.start = start;

  self->text.begun = TRUE;
  self->text.end = end;

  return TRUE;
}

/* Ends the text in work and pushes its constant, unless it is empty. */
static gboolean
push_text (Strings *self)
{
  MlParser *parser = self->parser;
  MlNode *node;

  if (!self->text.begun)
    return TRUE;

  self->text.begun = FALSE;

  if (self->text.builder.length == 0)
    return TRUE;

  node = make_constant (
      parser, self->text.start, self->text.end, ml_str_builder_end (&self->text.builder), NULL);

  if (node == NULL)
    return FALSE;

  node->constant.string_kind = self->text.kind;
  self->text.kind = NULL;
  ml_parser_push (parser, node);

  return TRUE;
}

/* `!r` behind a field's expression. Returns the letter; -1 if there is none; 0 after a failure. */
static int
parse_conversion (MlParser *self)
{
  const MlToken *mark = ml_parser_accept (self, ML_TOKEN_EXCLAMATION), *letter;
  MlTextPlace end;

  if (mark == NULL)
    return -1;

  end = mark->end;
  letter = ml_parser_peek (self);

  if (letter->kind == ML_TOKEN_COLON || letter->kind == ML_TOKEN_RIGHT_BRACE)
    {
      if (ml_parser_explains (self))
        ml_parser_fail_here (self, "f-string: missing conversion character");
      return 0;
    }

  if (letter->kind != ML_TOKEN_NAME)
    {
      if (ml_parser_explains (self))
        ml_parser_fail_here (self, "f-string: invalid conversion character");
      return 0;
    }

  if (letter->start.byte != end.byte || letter->start.line != end.line)
    {
      ml_parser_fail_range (self,
                            letter->start,
                            letter->end,
                            "f-string: conversion type must come right after the exclamation mark");
      return 0;
    }

  self->position++;

  if (letter->length == 1 && strchr ("sra", letter->text[0]) != NULL)
    return letter->text[0];

  ml_parser_fail_range (self,
                        letter->start,
                        letter->end,
                        "f-string: invalid conversion character '%.*s': expected 's', 'r', or 'a'",
                        (int) letter->length,
                        letter->text);

  return 0;
}

static MlNode *parse_field (Strings *outer);

static MlNode *
parse_spec (MlParser *self)
{
  MlTextPlace start = ml_parser_get_start (self);
  guint base = self->stack->len;
  gboolean fine = TRUE;
  Strings strings = { .parser = self,
                      .in_fstring = TRUE,
                      .text.builder = ML_STR_BUILDER_INIT (ml_tree_get_heap (self->tree)) };
  MlNode *node;

  self->position++;

  while (fine)
    {
      const MlToken *token = ml_parser_accept (self, ML_TOKEN_FSTRING_MIDDLE);

      if (token != NULL)
        {
          fine =
              append_text (&strings, token->text, token->length, FALSE, token->start, token->end) &&
              push_text (&strings);
        }
      else if (ml_parser_is_at (self, ML_TOKEN_LEFT_BRACE))
        {
          node = parse_field (&strings);
          fine = node != NULL;
        }
      else
        {
          break;
        }
    }

  ml_str_builder_clear (&strings.text.builder);

  if (!fine)
    return NULL;

  node = ml_parser_node (self, ML_NODE_JOINED_STR, start);
  node->joined_str.values = ml_parser_pop_list (self, base);

  return node;
}

/* The words for what a field lacks. */
static gpointer
explain_field (MlParser *self, const char *wanted)
{
  if (ml_parser_explains (self))
    ml_parser_fail_here (self, "f-string: expecting %s", wanted);

  return NULL;
}

static MlNode *
parse_field_value (MlParser *self)
{
  const MlToken *token = ml_parser_peek (self);
  MlParserMark mark;
  MlNode *value;

  if (ml_parser_explains (self) &&
      (token->kind == ML_TOKEN_EQUAL || token->kind == ML_TOKEN_EXCLAMATION ||
       token->kind == ML_TOKEN_COLON || token->kind == ML_TOKEN_RIGHT_BRACE))
    return ml_parser_fail_here (self,
                                "f-string: valid expression required before '%.*s'",
                                (int) token->length,
                                token->text);

  if (!ml_parser_starts_expression (self) && !ml_parser_is_at (self, ML_TOKEN_STAR) &&
      !ml_parser_is_at (self, ML_TOKEN_YIELD))
    {
      if (ml_parser_explains (self))
        ml_parser_fail_here (self, "f-string: expecting a valid expression after '{'");
      return NULL;
    }

  mark = ml_parser_mark (self);
  value = ml_parser_right_side (self);

  if (value != NULL || !ml_parser_explains (self))
    return value;

  ml_parser_go_back (self, mark);

  return ml_parser_fail_here (self, "f-string: expecting a valid expression after '{'");
}

/* Text of the field itself, as `=` shows it: from behind the brace to before @end. */
static gboolean
append_source (Strings *self, const char *from, const char *to, MlTextPlace start, MlTextPlace end)
{
  return append_text (self, from, to - from, TRUE, start, end);
}

/* `{value = !r:spec}`; pushes what comes before it and itself. */
static MlNode *
parse_field (Strings *outer)
{
  MlParser *self = outer->parser;
  const MlToken *token = ml_parser_accept (self, ML_TOKEN_LEFT_BRACE);
  MlTextPlace start = token->start, inner = token->end;
  const char *from = token->text + 1;
  MlNode *value = parse_field_value (self), *spec = NULL, *node;
  gboolean debug;
  int conversion;

  if (value == NULL)
    return NULL;

  debug = ml_parser_accept (self, ML_TOKEN_EQUAL) != NULL;
  token = ml_parser_peek (self);

  if (debug && !append_source (outer, from, token->text, inner, token->start))
    return NULL;

  if (token->kind != ML_TOKEN_EXCLAMATION && token->kind != ML_TOKEN_COLON &&
      token->kind != ML_TOKEN_RIGHT_BRACE)
    return explain_field (self, debug ? "'!', or ':', or '}'" : "'=', or '!', or ':', or '}'");

  conversion = parse_conversion (self);

  if (conversion == 0)
    return NULL;

  if (ml_parser_is_at (self, ML_TOKEN_COLON))
    {
      spec = parse_spec (self);

      if (spec == NULL)
        return NULL;
    }

  if (ml_parser_accept (self, ML_TOKEN_RIGHT_BRACE) == NULL)
    return explain_field (self,
                          spec != NULL       ? "'}', or format specs"
                          : conversion == -1 ? "'}'"
                                             : "':' or '}'");

  if (debug && conversion == -1 && spec == NULL)
    conversion = 'r';

  node = ml_parser_node (self, ML_NODE_FORMATTED_VALUE, start);
  node->formatted_value.value = value;
  node->formatted_value.conversion = conversion;
  node->formatted_value.format_spec = spec;

  if (!push_text (outer))
    return NULL;

  ml_parser_push (self, node);

  return node;
}

static gboolean
parse_fstring (Strings *self)
{
  MlParser *parser = self->parser;
  const MlToken *token = ml_parser_accept (parser, ML_TOKEN_FSTRING_START);
  gboolean raw =
      memchr (token->text, 'r', token->length) || memchr (token->text, 'R', token->length);

  self->formatted = self->in_fstring = TRUE;

  for (;;)
    {
      if (ml_parser_accept (parser, ML_TOKEN_FSTRING_END) != NULL)
        {
          self->in_fstring = FALSE;
          return TRUE;
        }

      token = ml_parser_accept (parser, ML_TOKEN_FSTRING_MIDDLE);

      if (token != NULL)
        {
          if (!append_text (self, token->text, token->length, raw, token->start, token->end))
            return FALSE;
        }
      else if (!ml_parser_is_at (parser, ML_TOKEN_LEFT_BRACE) || parse_field (self) == NULL)
        {
          return FALSE;
        }
    }
}

/* Said at the token behind all of them. */
static gpointer
fail_mixed (MlParser *parser)
{
  MlTokenKind kind = ml_parser_peek (parser)->kind;

  while (kind == ML_TOKEN_STRING ||
         (kind >= ML_TOKEN_FSTRING_START && kind <= ML_TOKEN_FSTRING_END))
    {
      parser->position++;
      kind = ml_parser_peek (parser)->kind;
    }

  return ml_parser_fail_last (parser, ML_SYNTAX_ERROR, "cannot mix bytes and nonbytes literals");
}

static gboolean
parse_plain (Strings *self, const MlToken *token)
{
  MlParser *parser = self->parser;
  Quoted quoted = read_quotes (token);

  if (quoted.bytes)
    {
      fail_mixed (parser);
      return FALSE;
    }

  if (!self->text.begun && quoted.unicode)
    self->text.kind = ml_tree_intern (parser->tree, "u", 1);

  return append_text (self,
                      quoted.text,
                      quoted.length,
                      quoted.raw || memchr (quoted.text, '\\', quoted.length) == NULL,
                      token->start,
                      token->end);
}

static gboolean
append_bytes (Strings *self, const MlToken *token)
{
  Quoted quoted = read_quotes (token);
  char *error = NULL;

  for (gsize i = 0; i < quoted.length; i++)
    if (quoted.text[i] & 0x80)
      return fail_literal (self->parser,
                           token->start,
                           token->end,
                           g_strdup ("bytes can only contain ASCII literal characters"));

  if (quoted.raw)
    g_byte_array_append (self->text.bytes, (const guint8 *) quoted.text, quoted.length);
  else if (!ml_literal_unescape_bytes (self->text.bytes, quoted.text, quoted.length, &error))
    return fail_literal (self->parser, token->start, token->end, error);

  return TRUE;
}

static MlNode *
parse_bytes (Strings *self)
{
  MlParser *parser = self->parser;
  MlTextPlace start = ml_parser_get_start (parser);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const MlToken *token;
  MlObject *value;
  guint n = 0;

  self->text.bytes = bytes;

  for (; (token = ml_parser_accept (parser, ML_TOKEN_STRING)) != NULL; n++)
    if (!append_bytes (self, token))
      return NULL;

  value = ml_bytes_new (ml_tree_get_heap (parser->tree), bytes->data, bytes->len);

  /* CPython's tree keeps a lone bytes literal twice: as the token's value and as the constant. */
  if (value != NULL && n == 1)
    ml_tree_add_constant (parser->tree, ml_ref (value));

  return make_constant (parser, start, ml_parser_get_end (parser), value, NULL);
}

/* Whether the literals side by side here are of bytes. *@mixed: of both kinds. */
static gboolean
are_bytes (MlParser *self, gboolean *mixed)
{
  guint n_bytes = 0, n = 0;
  gboolean formatted = FALSE;

  for (; !formatted; n++)
    {
      const MlToken *token = ml_parser_peek_at (self, n);

      formatted = token->kind == ML_TOKEN_FSTRING_START;

      if (token->kind != ML_TOKEN_STRING)
        break;

      n_bytes += read_quotes (token).bytes;
    }

  *mixed = n_bytes > 0 && (n_bytes < n || formatted);

  return n_bytes > 0;
}

static gboolean
parse_pieces (Strings *self)
{
  MlParser *parser = self->parser;
  gboolean fine = TRUE;

  while (fine)
    {
      const MlToken *token = ml_parser_peek (parser);

      if (token->kind == ML_TOKEN_STRING)
        {
          fine = parse_plain (self, token);
          parser->position++;
        }
      else if (token->kind == ML_TOKEN_FSTRING_START)
        {
          fine = parse_fstring (self);
        }
      else
        {
          break;
        }
    }

  return fine && parser->error == NULL;
}

static MlNode *
parse_text (Strings *self)
{
  MlParser *parser = self->parser;
  MlTextPlace start = ml_parser_get_start (parser);
  guint base = parser->stack->len;
  MlNode *node;

  if (!parse_pieces (self))
    return NULL;

  if (!self->formatted)
    {
      node = make_constant (parser,
                            start,
                            ml_parser_get_end (parser),
                            ml_str_builder_end (&self->text.builder),
                            NULL);

      if (node != NULL)
        node->constant.string_kind = self->text.kind;
      return node;
    }

  if (!push_text (self))
    return NULL;

  node = ml_parser_node (parser, ML_NODE_JOINED_STR, start);
  node->joined_str.values = ml_parser_pop_list (parser, base);

  return node;
}

MlNode *
ml_parser_strings (MlParser *self)
{
  Strings strings = { .parser = self,
                      .text.builder = ML_STR_BUILDER_INIT (ml_tree_get_heap (self->tree)) };
  gboolean mixed;
  MlNode *node;

  if (are_bytes (self, &mixed))
    {
      if (mixed)
        return fail_mixed (self);
      return parse_bytes (&strings);
    }

  node = parse_text (&strings);
  ml_str_builder_clear (&strings.text.builder);

  return node;
}
