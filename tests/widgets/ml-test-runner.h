/* ml-test-runner.h: a runner that runs nothing, and answers with a recording made by hand
 *
 * It keeps what it was asked for; a test decides when and what it answers.
 */
#pragma once

#include "ml-runner.h"

G_BEGIN_DECLS

#define ML_TYPE_TEST_RUNNER (ml_test_runner_get_type ())
G_DECLARE_FINAL_TYPE (MlTestRunner, ml_test_runner, ML, TEST_RUNNER, GObject)

MlTestRunner *ml_test_runner_new           (void);

/* "grown" with @recording. */
void          ml_test_runner_grow          (MlTestRunner *self,
                                            MlRecording  *recording);
void          ml_test_runner_end           (MlTestRunner *self,
                                            MlRunEnd      how,
                                            const char   *message);

/* From now on each run is answered at once with @recording, and ends. */
void          ml_test_runner_answer_with   (MlTestRunner *self,
                                            MlRecording  *recording);

/* How often a run was asked for, and the text of the last; NULL before the first. */
guint         ml_test_runner_get_n_runs    (MlTestRunner *self);
const char   *ml_test_runner_get_text      (MlTestRunner *self);
gboolean      ml_test_runner_was_cancelled (MlTestRunner *self);

/* The lines given to input() that the last run was asked for with, joined by newlines. */
const char   *ml_test_runner_get_answers   (MlTestRunner *self);

/* The last line that answered, or statement that came to the prompt; NULL before the first. A
 * statement is whole when an empty line ends it. */
const char   *ml_test_runner_get_entered   (MlTestRunner *self);

G_END_DECLS
