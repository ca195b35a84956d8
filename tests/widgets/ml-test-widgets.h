/* ml-test-widgets.h: what tests of widgets have in common */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef gboolean (*MlTestCondition) (gpointer data);

/* Opens the display, as the application does. A warning ends the test. */
void       ml_test_widgets_init  (void);

/* Runs the main loop until @condition holds. FALSE if it does not after some seconds, in which far
 * slower machines would have come to it. */
gboolean   ml_test_wait_for      (MlTestCondition  condition,
                                  gpointer         data);

/* The first descendant of that type; NULL if there is none. */
GtkWidget *ml_test_find          (GtkWidget       *root,
                                  GType            type);

G_END_DECLS
