/* ml-test-widgets.c: what tests of widgets have in common */
#include "ml-test-widgets.h"

#include <gtksourceview/gtksource.h>

#define PATIENCE_SECONDS 20

void
ml_test_widgets_init (void)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  gtk_init ();
  adw_init ();
  gtk_source_init ();
}

static gboolean
lose_patience (gpointer user_data)
{
  gboolean *lost = user_data;

  *lost = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
ml_test_wait_for (MlTestCondition condition, gpointer data)
{
  gboolean lost = FALSE;
  guint timer = g_timeout_add_seconds (PATIENCE_SECONDS, lose_patience, &lost);

  while (!lost && !condition (data))
    g_main_context_iteration (NULL, TRUE);

  if (!lost)
    g_source_remove (timer);

  return !lost;
}

GtkWidget *
ml_test_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ml_test_find (child, type);

      if (found)
        return found;
    }

  return NULL;
}
