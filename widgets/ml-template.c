/* ml-template.c: widgets that are made from a template */
#define G_LOG_DOMAIN "ml-template"

#include "config.h"

#include "ml-template.h"

void
ml_template_dispose (GtkWidget *widget, GType type)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_dispose_template (widget, type);

  while ((child = gtk_widget_get_first_child (widget)))
    gtk_widget_unparent (child);
}
