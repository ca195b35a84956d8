/* ml-code-view.h: the program's text, with a band and an arrow at the line about to run
 *
 * Property: "playback" MlPlayback.
 */
#pragma once

#include <gtksourceview/gtksource.h>

#include "ml-playback.h"

G_BEGIN_DECLS

#define ML_TYPE_CODE_VIEW (ml_code_view_get_type ())
G_DECLARE_FINAL_TYPE (MlCodeView, ml_code_view, ML, CODE_VIEW, GtkSourceView)

void ml_code_view_set_playback     (MlCodeView *self,
                                    MlPlayback *playback);

/* Underlines an error, whose @message is shown by a tooltip there; @span NULL: no error. Copies
 * both. */
void ml_code_view_set_error        (MlCodeView   *self,
                                    const MlSpan *span,
                                    const char   *message);

/* The line that is marked, from 0; −1 if the program stands nowhere in this text. */
int  ml_code_view_get_current_line (MlCodeView *self);

G_END_DECLS
