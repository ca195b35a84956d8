/* ml-template.h: widgets that are made from a template */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes all children from @widget, whose template belongs to @type; for its dispose function.
 * GTK's own call leaves those children in 4.8 that the class has bound to no name. */
void ml_template_dispose (GtkWidget *widget,
                          GType      type);

G_END_DECLS
