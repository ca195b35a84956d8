/* ml-application.h: the desktop program
 *
 * Opens a window for each file that it is given; if it is given none, for each program that was
 * never saved, and if there is none of those either, the first lesson.
 */
#pragma once

#include <adwaita.h>

#include "ml-runner.h"

G_BEGIN_DECLS

/* Makes the one who runs a window's program. (transfer full) */
typedef MlRunner *(*MlRunnerFactory) (void);

#define ML_TYPE_APPLICATION (ml_application_get_type ())
G_DECLARE_FINAL_TYPE (MlApplication, ml_application, ML, APPLICATION, AdwApplication)

/* With @create_runner NULL programs are shown and never run. */
MlApplication *ml_application_new (MlRunnerFactory create_runner);

G_END_DECLS
