/* ml-markup.c: Markdown's inlines as the markup that GtkLabel takes */
#include "ml-markup.h"

/* The tag that stands for a node with inlines in it; NULL if there is none. */
static const char *
tag_of (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_EMPH)
    return "i";
  if (type == CMARK_NODE_STRONG)
    return "b";

  return NULL;
}

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
append_leaf (GString *out, cmark_node *node, gboolean markup)
{
  cmark_node_type type = cmark_node_get_type (node);
  const char *literal = cmark_node_get_literal (node);

  if (type == CMARK_NODE_SOFTBREAK)
    g_string_append_c (out, ' ');
  else if (type == CMARK_NODE_LINEBREAK)
    g_string_append_c (out, '\n');
  else if (literal != NULL && !markup)
    g_string_append (out, literal);
  else if (literal != NULL && type == CMARK_NODE_CODE)
    {
      g_string_append (out, "<tt>");
      append_escaped (out, literal);
      g_string_append (out, "</tt>");
    }
  else if (literal != NULL)
    append_escaped (out, literal);
}

/* Walks with cmark's own iterator, so that no depth of nesting needs the C stack. */
static char *
collect (cmark_node *root, gboolean markup)
{
  GString *out = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      const char *tag = tag_of (node);

      if (tag != NULL && markup)
        g_string_append_printf (out, "<%s%s>", event == CMARK_EVENT_ENTER ? "" : "/", tag);
      else if (tag == NULL && event == CMARK_EVENT_ENTER)
        append_leaf (out, node, markup);
    }

  cmark_iter_free (iter);
  return g_string_free (out, FALSE);
}

char *
ml_markup_from_inlines (cmark_node *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return collect (node, TRUE);
}

char *
ml_markup_plain_text (cmark_node *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return collect (node, FALSE);
}
