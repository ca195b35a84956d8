/* ml-workbench.c: a program, the one who runs it, and what came of it */
#define G_LOG_DOMAIN "ml-workbench"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ml-workbench.h"

/* Longer than the pause between two keys, shorter than one's patience. */
#define TYPING_PAUSE_MILLISECONDS 250

/* A half-typed `while True:` must cost nothing. */
#define MAX_STEPS 100000

struct _MlWorkbench
{
  GObject parent_instance;

  MlDocument *document;
  MlPlayback *playback;
  MlRunner *runner;

  MlRunMode mode;
  guint typing_timer;

  /* The recording that is not shown yet because it has not come as far as @wanted. */
  MlRecording *coming;
  MlStep wanted;

  /* Whether the playback goes to the end of what comes: a statement has been typed. */
  gboolean following;

  GPtrArray *answers; /* lines given to input(), in order, and NULL */
  gboolean asking;    /* input() waits */
  GString *statement; /* at the prompt, not whole yet */
  const char *prompt;

  char *status;
  MlSpan error; /* source 0: there is none */
};

G_DEFINE_FINAL_TYPE (MlWorkbench, ml_workbench, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_ERROR,
  PROP_PROMPT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_status (MlWorkbench *self, const char *status)
{
  if (g_strcmp0 (self->status, status) == 0)
    return;

  g_free (self->status);
  self->status = g_strdup (status);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static void
set_error (MlWorkbench *self, const MlSpan *error)
{
  self->error = error ? *error : (MlSpan){ 0 };
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_prompt (MlWorkbench *self, const char *prompt)
{
  if (self->prompt == prompt)
    return;

  self->prompt = prompt;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROMPT]);
}

/* A program that was stopped has no state to go on from. */
static void
update_prompt (MlWorkbench *self, MlRunEnd how)
{
  self->asking = how == ML_RUN_WANTS_INPUT;

  if (self->asking)
    set_prompt (self, _ ("Input"));
  else
    set_prompt (self, how == ML_RUN_ENDED ? ">>>" : NULL);
}

static void
show_coming (MlWorkbench *self)
{
  g_autoptr (MlRecording) recording = g_steal_pointer (&self->coming);
  MlStep wanted = self->wanted;

  if (!recording)
    return;

  self->wanted = 0;
  ml_playback_set_recording (self->playback, recording);

  if (wanted > 0)
    ml_playback_set_step (self->playback, wanted);
}

static void
runner_grown (MlWorkbench *self, MlRecording *recording)
{
  g_assert (ML_IS_WORKBENCH (self));

  g_clear_pointer (&self->coming, ml_recording_unref);
  self->coming = ml_recording_ref (recording);

  if (ml_recording_get_last_step (recording) >= self->wanted)
    show_coming (self);
}

static void
runner_ended (MlWorkbench *self, MlRunEnd how, int status, const char *message, const MlSpan *where)
{
  g_assert (ML_IS_WORKBENCH (self));

  if (how == ML_RUN_CANCELLED)
    return;

  show_coming (self);
  set_status (self, how == ML_RUN_WANTS_INPUT ? _ ("The program waits for input().") : message);
  set_error (self, where);
  update_prompt (self, how);

  if (self->following && how != ML_RUN_WANTS_INPUT)
    {
      self->following = FALSE;
      ml_playback_set_step (self->playback, ml_playback_get_last_step (self->playback));
    }
}

static void
forget_answers (MlWorkbench *self)
{
  g_ptr_array_remove_range (self->answers, 0, self->answers->len - 1);
}

static void
forget_typed (MlWorkbench *self)
{
  self->asking = FALSE;
  self->following = FALSE;
  g_string_truncate (self->statement, 0);
  set_prompt (self, NULL);
}

static void
run (MlWorkbench *self, MlStep wanted)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->typing_timer, g_source_remove);

  if (!self->runner)
    return;

  g_clear_pointer (&self->coming, ml_recording_unref);
  forget_typed (self);
  self->wanted = wanted;
  text = ml_document_dup_text (self->document);

  ml_runner_run (self->runner,
                 &(MlRunRequest){
                     .name = ml_document_get_name (self->document),
                     .text = text,
                     .mode = self->mode,
                     .max_steps = MAX_STEPS,
                     .answers = (const char *const *) self->answers->pdata,
                 });
}

static gboolean
typing_paused (gpointer user_data)
{
  MlWorkbench *self = user_data;

  self->typing_timer = 0;
  run (self, ml_playback_get_step (self->playback));

  return G_SOURCE_REMOVE;
}

static void
document_changed (MlWorkbench *self)
{
  g_assert (ML_IS_WORKBENCH (self));

  g_clear_handle_id (&self->typing_timer, g_source_remove);
  self->typing_timer = g_timeout_add (TYPING_PAUSE_MILLISECONDS, typing_paused, self);
}

static void
ml_workbench_dispose (GObject *object)
{
  MlWorkbench *self = ML_WORKBENCH (object);

  g_clear_handle_id (&self->typing_timer, g_source_remove);

  if (self->runner)
    ml_runner_cancel (self->runner);

  g_clear_pointer (&self->coming, ml_recording_unref);
  g_clear_object (&self->runner);
  g_clear_object (&self->playback);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (ml_workbench_parent_class)->dispose (object);
}

static void
ml_workbench_finalize (GObject *object)
{
  MlWorkbench *self = ML_WORKBENCH (object);

  g_clear_pointer (&self->status, g_free);
  g_ptr_array_unref (self->answers);
  g_string_free (self->statement, TRUE);

  G_OBJECT_CLASS (ml_workbench_parent_class)->finalize (object);
}

static void
ml_workbench_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlWorkbench *self = ML_WORKBENCH (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;

    case PROP_ERROR:
      g_value_set_pointer (value, (gpointer) ml_workbench_get_error (self));
      break;

    case PROP_PROMPT:
      g_value_set_string (value, self->prompt);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_workbench_class_init (MlWorkbenchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ml_workbench_dispose;
  object_class->finalize = ml_workbench_finalize;
  object_class->get_property = ml_workbench_get_property;

  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, readable);
  properties[PROP_ERROR] = g_param_spec_pointer ("error", NULL, NULL, readable);
  properties[PROP_PROMPT] = g_param_spec_string ("prompt", NULL, NULL, NULL, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_workbench_init (MlWorkbench *self)
{
  self->mode = ML_RUN_SCRIPT;
  self->answers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->answers, NULL);
  self->statement = g_string_new (NULL);
}

MlWorkbench *
ml_workbench_new (MlDocument *document, MlPlayback *playback, MlRunner *runner)
{
  MlWorkbench *self;

  g_return_val_if_fail (ML_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (ML_IS_PLAYBACK (playback), NULL);
  g_return_val_if_fail (!runner || ML_IS_RUNNER (runner), NULL);

  self = g_object_new (ML_TYPE_WORKBENCH, NULL);
  self->document = g_object_ref (document);
  self->playback = g_object_ref (playback);
  g_signal_connect_object (
      document, "changed", G_CALLBACK (document_changed), self, G_CONNECT_SWAPPED);

  if (g_set_object (&self->runner, runner))
    {
      g_signal_connect_object (runner, "grown", G_CALLBACK (runner_grown), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (runner, "ended", G_CALLBACK (runner_ended), self, G_CONNECT_SWAPPED);
    }

  return self;
}

void
ml_workbench_start (MlWorkbench *self, MlRunMode mode)
{
  g_return_if_fail (ML_IS_WORKBENCH (self));

  self->mode = mode;
  forget_answers (self);
  run (self, 0);
}

/* The first source is the program; the others are modules that it imported. */
void
ml_workbench_show (MlWorkbench *self, MlRecording *recording)
{
  gboolean has_source;

  g_return_if_fail (ML_IS_WORKBENCH (self));
  g_return_if_fail (recording != NULL);

  if (self->runner)
    ml_runner_cancel (self->runner);

  has_source = ml_recording_get_n_sources (recording) > 0;
  ml_document_set_program (self->document,
                           has_source ? ml_recording_get_source_name (recording, 1) : "",
                           has_source ? ml_recording_get_source_text (recording, 1) : "");

  /* That was no edit. */
  g_clear_handle_id (&self->typing_timer, g_source_remove);
  self->mode = ML_RUN_SCRIPT;
  self->wanted = 0;
  g_clear_pointer (&self->coming, ml_recording_unref);
  forget_typed (self);
  forget_answers (self);
  set_status (self, NULL);
  ml_playback_set_recording (self->playback, recording);
}

static void
answer (MlWorkbench *self, const char *line)
{
  self->asking = FALSE;
  set_prompt (self, NULL);
  g_ptr_array_insert (self->answers, (int) self->answers->len - 1, g_strdup (line));
  self->wanted = ml_playback_get_step (self->playback);
  ml_runner_answer (self->runner, line);
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\f")] == '\0';
}

static void
add_to_statement (MlWorkbench *self, const char *line)
{
  if (self->statement->len == 0 && is_blank (line))
    return;

  g_string_append_printf (self->statement, "%s\n", line);

  if (ml_runner_needs_more (self->runner, self->statement->str))
    {
      set_prompt (self, "...");
      return;
    }

  set_prompt (self, NULL);
  self->following = TRUE;
  self->wanted = ml_playback_get_last_step (self->playback) + 1;
  ml_playback_set_playing (self->playback, FALSE);
  ml_runner_prompt (self->runner, self->statement->str);
  g_string_truncate (self->statement, 0);
}

void
ml_workbench_enter (MlWorkbench *self, const char *line)
{
  g_return_if_fail (ML_IS_WORKBENCH (self));
  g_return_if_fail (line != NULL);

  if (self->asking)
    answer (self, line);
  else if (self->prompt)
    add_to_statement (self, line);
}

const char *
ml_workbench_get_status (MlWorkbench *self)
{
  g_return_val_if_fail (ML_IS_WORKBENCH (self), NULL);

  return self->status;
}

const char *
ml_workbench_get_prompt (MlWorkbench *self)
{
  g_return_val_if_fail (ML_IS_WORKBENCH (self), NULL);

  return self->prompt;
}

const MlSpan *
ml_workbench_get_error (MlWorkbench *self)
{
  g_return_val_if_fail (ML_IS_WORKBENCH (self), NULL);

  return self->error.source != 0 ? &self->error : NULL;
}
