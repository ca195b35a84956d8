/* ml-runner.h: how a reader asks for a run
 *
 * The only way from those who read recordings to those who write them. The implementation stands in
 * app/, above both; readers know this interface alone.
 *
 * All calls and signals belong to the main thread; the work is done in another one.
 */
#pragma once

#include <glib-object.h>

#include "ml-closeup.h"

G_BEGIN_DECLS

#define ML_TYPE_RUNNER (ml_runner_get_type ())
G_DECLARE_INTERFACE (MlRunner, ml_runner, ML, RUNNER, GObject)

typedef enum
{
  ML_RUN_SCRIPT,
  ML_RUN_INTERACTIVE
} MlRunMode;

typedef struct
{
  const char         *name;       /* of the file, as it stands in tracebacks */
  const char         *text;
  MlRunMode           mode;
  MlStep              max_steps;  /* 0: the default */
  const char * const *answers;    /* NULL-terminated lines for input(), in order; may be NULL */
} MlRunRequest;

typedef enum
{
  ML_RUN_ENDED,        /* with exit status @status of the "ended" signal */
  ML_RUN_WANTS_INPUT,  /* input() asks; answer with ml_runner_answer() */
  ML_RUN_LIMIT,        /* steps, seconds or bytes: what was recorded stays usable */
  ML_RUN_CANCELLED
} MlRunEnd;

#define ML_TYPE_RUN_END (ml_run_end_get_type ())
GType ml_run_end_get_type (void);

/* Signals:
 *   "grown"  (MlRecording *recording)
 *            more has been recorded
 *   "ended"  (MlRunEnd how, int status, const char *message, const MlSpan *where)
 *            the run stopped; the last "grown" came before. @message: one sentence, or NULL.
 *            @where: where in the program's text the error stands that ended it, or NULL
 *   "approached" (double share)
 *            so much of the way to a closeup has been gone, 0 to 1
 *   "closeup" (MlCloseup *closeup)
 *            it is there; NULL if it could not be made
 */
struct _MlRunnerInterface
{
  GTypeInterface parent_interface;

  void     (*run)         (MlRunner           *self,
                           const MlRunRequest *request);
  void     (*answer)      (MlRunner           *self,
                           const char         *line);
  void     (*prompt)      (MlRunner           *self,
                           const char         *statement);
  gboolean (*needs_more)  (MlRunner           *self,
                           const char         *statement);
  void     (*cancel)      (MlRunner           *self);
  void     (*look_closer) (MlRunner           *self,
                           MlRecording        *recording,
                           MlStep              first,
                           MlStep              end);
  void     (*look_away)   (MlRunner           *self);
};

/* Cancels a run that is going on, and starts another; copies @request. */
void     ml_runner_run        (MlRunner           *self,
                               const MlRunRequest *request);

/* Answers an input() that waits. @line has no newline. */
void     ml_runner_answer     (MlRunner           *self,
                               const char         *line);

/* Goes on at the >>> prompt behind the end of the program. */
void     ml_runner_prompt     (MlRunner           *self,
                               const char         *statement);

/* Whether @statement, typed at the prompt, wants another line. Nothing runs. */
gboolean ml_runner_needs_more (MlRunner           *self,
                               const char         *statement);

void     ml_runner_cancel     (MlRunner           *self);

/* Runs what led to @recording, which is one of the last run, once more, and records its steps from
 * @first to @end in fine detail. Replaces an earlier wish. */
void     ml_runner_look_closer (MlRunner          *self,
                                MlRecording       *recording,
                                MlStep             first,
                                MlStep             end);

/* No closeup is wanted any more: none will be reported. */
void     ml_runner_look_away  (MlRunner           *self);

G_END_DECLS
