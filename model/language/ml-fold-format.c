/* ml-fold-format.c: reads a format of conversions %s, %r and %a */

#include "ml-fold-format.h"

#include "ml-exception.h"
#include "ml-str.h"

#define MAX_DIGITS 2

typedef struct
{
  MlTree *tree;
  MlHeap *heap;
  MlObject *format;
  gsize position;
  GPtrArray *values; /* MlNode, so far */
} MlFormatReader;

static gboolean
at_end (const MlFormatReader *self)
{
  return self->position == ml_str_get_length (self->format);
}

static gunichar
peek (const MlFormatReader *self)
{
  return at_end (self) ? 0 : ml_str_read (self->format, self->position);
}

/* A node for @text (steals it). */
static MlNode *
new_text_node (MlFormatReader *self, MlObject *text)
{
  const MlTextPlace nowhere = { 0 };
  MlNode *node;

  if (text == NULL)
    return NULL;

  if (text->origin == ML_ORIGIN_RUN)
    text->origin = ML_ORIGIN_FOLDED;

  node = ml_tree_new_node (self->tree, ML_NODE_CONSTANT, nowhere, nowhere);
  node->constant.value = ml_tree_add_constant (self->tree, text);

  return node;
}

/* Reads up to the next conversion; "%%" stands for "%". */
static gboolean
read_text (MlFormatReader *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  MlNode *node;

  while (!at_end (self))
    {
      gunichar character = peek (self);

      if (character >= 0xd800 && character < 0xe000)
        return FALSE;

      if (character == '%')
        {
          gsize next = self->position + 1;

          if (next == ml_str_get_length (self->format) || ml_str_read (self->format, next) != '%')
            break;
          self->position++;
        }

      g_string_append_unichar (text, character);
      self->position++;
    }

  if (text->len == 0)
    return TRUE;

  node = new_text_node (self, ml_str_from_utf8 (self->heap, text->str, text->len));
  if (node != NULL)
    g_ptr_array_add (self->values, node);

  return node != NULL;
}

static gboolean
read_digits (MlFormatReader *self, GString *spec)
{
  guint n = 0;

  for (; g_ascii_isdigit (peek (self)); self->position++)
    {
      if (++n > MAX_DIGITS)
        return FALSE;
      g_string_append_unichar (spec, peek (self));
    }

  return TRUE;
}

/* Reads what stands between "%" and the letter into a format specification. */
static gboolean
read_specification (MlFormatReader *self, GString *spec)
{
  g_autoptr (GString) width = g_string_new (NULL);
  gboolean to_left = FALSE;

  for (; peek (self) == '-'; self->position++)
    to_left = TRUE;

  if (peek (self) == '+' || peek (self) == ' ' || peek (self) == '#' || peek (self) == '0' ||
      !read_digits (self, width))
    return FALSE;

  if (width->len > 0)
    g_string_append_printf (spec, "%s%s", to_left ? "" : ">", width->str);

  if (peek (self) != '.')
    return TRUE;

  g_string_append_c (spec, '.');
  self->position++;
  if (!g_ascii_isdigit (peek (self)))
    g_string_append_c (spec, '0');

  return read_digits (self, spec);
}

static gboolean
read_conversion (MlFormatReader *self, MlNode *value)
{
  g_autoptr (GString) spec = g_string_new (NULL);
  gunichar letter;
  MlNode *field;

  self->position++;
  if (!read_specification (self, spec))
    return FALSE;

  letter = peek (self);
  if (letter != 's' && letter != 'r' && letter != 'a')
    return FALSE;
  self->position++;

  field = ml_tree_new_node (self->tree, ML_NODE_FORMATTED_VALUE, value->start, value->end);
  field->formatted_value.value = value;
  field->formatted_value.conversion = letter;

  if (spec->len > 0)
    {
      MlNode *text = new_text_node (self, ml_str_from_utf8 (self->heap, spec->str, spec->len));

      if (text == NULL)
        return FALSE;
      field->formatted_value.format_spec =
          ml_tree_new_node (self->tree, ML_NODE_JOINED_STR, text->start, text->end);
      field->formatted_value.format_spec->joined_str.values =
          ml_tree_new_list (self->tree, &text, 1);
    }

  g_ptr_array_add (self->values, field);

  return TRUE;
}

static gboolean
read_all (MlFormatReader *self, const MlNodeList *items)
{
  for (guint i = 0; i < items->length; i++)
    {
      if (!read_text (self) || at_end (self) || !read_conversion (self, items->items[i]))
        return FALSE;
    }

  return read_text (self) && at_end (self);
}

void
ml_fold_format (MlTree *tree, MlNode *node)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  const MlNodeList *items = node->bin_op.right->list.elts;
  MlFormatReader self = {
    tree, ml_tree_get_heap (tree), node->bin_op.left->constant.value, 0, values
  };

  for (guint i = 0; i < items->length; i++)
    if (items->items[i]->kind == ML_NODE_STARRED)
      return;

  if (!read_all (&self, items))
    {
      if (self.heap->raised != NULL)
        ml_clear_raised (self.heap);
      return;
    }

  node->kind = ML_NODE_JOINED_STR;
  node->joined_str.values = ml_tree_new_list (tree, (MlNode *const *) values->pdata, values->len);
}
