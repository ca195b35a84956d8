/* ml-line-arrow.h: the arrow in the code's margin, at the line about to run
 *
 * Property: "line" int, from 0 as GtkTextBuffer counts, −1 for none.
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define ML_TYPE_LINE_ARROW (ml_line_arrow_get_type ())
G_DECLARE_FINAL_TYPE (MlLineArrow, ml_line_arrow, ML, LINE_ARROW, GtkSourceGutterRenderer)

GtkSourceGutterRenderer *ml_line_arrow_new      (void);

void                     ml_line_arrow_set_line (MlLineArrow *self,
                                                 int          line);
int                      ml_line_arrow_get_line (MlLineArrow *self);

G_END_DECLS
