/* ml-markup.h: Markdown's inlines as the markup that GtkLabel takes
 *
 * Emphasis becomes <i>, strong emphasis <b>, code <tt>; of links and images the words are left.
 */
#pragma once

#include <cmark-gfm.h>
#include <glib.h>

G_BEGIN_DECLS

/* The inlines in @node, a paragraph or heading. (transfer full) */
char *ml_markup_from_inlines (cmark_node *node);

/* The same without any markup. (transfer full) */
char *ml_markup_plain_text   (cmark_node *node);

G_END_DECLS
