/* ml-lesson-player.c: where a learner is in a lesson */
#include "ml-lesson-player.h"

struct _MlLessonPlayer
{
  GObject parent_instance;

  MlPlayback *playback;
  MlRecording *recording; /* the playback's, as it was seen last */
  MlLesson *lesson;
  guint index;
  guint furthest; /* the last step that has been seen */
  char *text;     /* of the current step */

  gboolean waiting; /* for a recording that reaches the anchor */
  MlStep anchor;    /* the playback's step that belongs to the current one; not while waiting */
  gboolean astray;
};

G_DEFINE_FINAL_TYPE (MlLessonPlayer, ml_lesson_player, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PLAYBACK,
  PROP_LESSON,
  PROP_INDEX,
  PROP_N_STEPS,
  PROP_HEADING,
  PROP_TEXT,
  PROP_PROGRESS,
  PROP_ASTRAY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
notify (MlLessonPlayer *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The markup of all of a step's blocks. */
static char *
join_blocks (const MlLessonStep *step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < step->blocks->len; i++)
    {
      const MlLessonBlock *block = g_ptr_array_index (step->blocks, i);
      gboolean item = block->kind == ML_LESSON_ITEM;

      if (i > 0)
        g_string_append (text, item ? "\n" : "\n\n");
      if (item)
        g_string_append (text, "• ");
      g_string_append (text, block->markup);
    }

  return g_string_free (text, FALSE);
}

static void
update_astray (MlLessonPlayer *self)
{
  gboolean astray = self->lesson != NULL && !self->waiting &&
                    ml_playback_get_step (self->playback) != self->anchor;

  if (self->astray == astray)
    return;

  self->astray = astray;
  notify (self, PROP_ASTRAY);
}

/* Selects the first of the things that the step wants to be looked at. */
static void
select_place (MlLessonPlayer *self, const MlLessonStep *step)
{
  MlMemory *memory = ml_playback_get_memory (self->playback);
  MlSerial serial = 0;

  if (step->places->len > 0)
    serial = ml_lesson_place_find (g_ptr_array_index (step->places, 0), memory, NULL);

  ml_playback_set_selected (self->playback, serial);
}

/* Whether the playback's recording is that of the lesson's program; it may be of one that the
 * learner wrote. */
static gboolean
recording_is_of_lesson (MlLessonPlayer *self)
{
  return self->recording != NULL && ml_recording_get_n_sources (self->recording) > 0 &&
         g_str_equal (ml_recording_get_source_text (self->recording, 1),
                      ml_lesson_get_program (self->lesson));
}

/* Moves the playback to the current step's anchor, now or when the recording gets there. */
static void
go_to_anchor (MlLessonPlayer *self)
{
  const MlLessonStep *step = ml_lesson_player_get_step (self);

  self->waiting = TRUE;

  if (step != NULL && recording_is_of_lesson (self) &&
      ml_anchor_find (&step->anchor, self->recording, &self->anchor))
    {
      self->waiting = FALSE;
      ml_playback_set_playing (self->playback, FALSE);
      ml_playback_set_step (self->playback, self->anchor);
      select_place (self, step);
    }

  update_astray (self);
}

static void
on_recording_changed (MlLessonPlayer *self)
{
  MlRecording *recording = ml_playback_get_recording (self->playback);
  gboolean longer = self->recording != NULL && recording != NULL &&
                    ml_recording_is_prefix_of (self->recording, recording);

  g_clear_pointer (&self->recording, ml_recording_unref);
  if (recording != NULL)
    self->recording = ml_recording_ref (recording);

  if (self->waiting || !longer)
    go_to_anchor (self);
}

/* Shows the lesson's step @index; the caller has made sure that there is one. */
static void
show_step (MlLessonPlayer *self, guint index)
{
  g_object_freeze_notify (G_OBJECT (self));

  self->index = index;
  g_free (self->text);
  self->text = join_blocks (ml_lesson_player_get_step (self));
  notify (self, PROP_INDEX);
  notify (self, PROP_HEADING);
  notify (self, PROP_TEXT);

  if (index > self->furthest)
    {
      self->furthest = index;
      notify (self, PROP_PROGRESS);
    }

  go_to_anchor (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
ml_lesson_player_constructed (GObject *object)
{
  MlLessonPlayer *self = ML_LESSON_PLAYER (object);

  G_OBJECT_CLASS (ml_lesson_player_parent_class)->constructed (object);

  g_signal_connect_object (self->playback,
                           "notify::recording",
                           G_CALLBACK (on_recording_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->playback, "notify::step", G_CALLBACK (update_astray), self, G_CONNECT_SWAPPED);
  on_recording_changed (self);
}

static void
ml_lesson_player_dispose (GObject *object)
{
  MlLessonPlayer *self = ML_LESSON_PLAYER (object);

  g_clear_object (&self->lesson);
  g_clear_object (&self->playback);

  G_OBJECT_CLASS (ml_lesson_player_parent_class)->dispose (object);
}

static void
ml_lesson_player_finalize (GObject *object)
{
  MlLessonPlayer *self = ML_LESSON_PLAYER (object);

  g_clear_pointer (&self->recording, ml_recording_unref);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (ml_lesson_player_parent_class)->finalize (object);
}

static void
ml_lesson_player_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlLessonPlayer *self = ML_LESSON_PLAYER (object);
  const MlLessonStep *step = ml_lesson_player_get_step (self);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      g_value_set_object (value, self->playback);
      break;
    case PROP_LESSON:
      g_value_set_object (value, self->lesson);
      break;
    case PROP_INDEX:
      g_value_set_uint (value, self->index);
      break;
    case PROP_N_STEPS:
      g_value_set_uint (value, ml_lesson_player_get_n_steps (self));
      break;
    case PROP_HEADING:
      g_value_set_string (value, step != NULL ? step->heading : NULL);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, ml_lesson_player_get_progress (self));
      break;
    case PROP_ASTRAY:
      g_value_set_boolean (value, self->astray);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_lesson_player_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  MlLessonPlayer *self = ML_LESSON_PLAYER (object);

  switch (prop_id)
    {
    case PROP_PLAYBACK:
      self->playback = g_value_dup_object (value);
      break;
    case PROP_LESSON:
      ml_lesson_player_set_lesson (self, g_value_get_object (value));
      break;
    case PROP_INDEX:
      ml_lesson_player_set_index (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_lesson_player_class_init (MlLessonPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ml_lesson_player_constructed;
  object_class->dispose = ml_lesson_player_dispose;
  object_class->finalize = ml_lesson_player_finalize;
  object_class->get_property = ml_lesson_player_get_property;
  object_class->set_property = ml_lesson_player_set_property;

  properties[PROP_PLAYBACK] =
      g_param_spec_object ("playback",
                           NULL,
                           NULL,
                           ML_TYPE_PLAYBACK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LESSON] = g_param_spec_object ("lesson", NULL, NULL, ML_TYPE_LESSON, writable);
  properties[PROP_INDEX] = g_param_spec_uint ("index", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_N_STEPS] = g_param_spec_uint ("n-steps", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, readable);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, readable);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, readable);
  properties[PROP_ASTRAY] = g_param_spec_boolean ("astray", NULL, NULL, FALSE, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_lesson_player_init (MlLessonPlayer *self)
{
}

MlLessonPlayer *
ml_lesson_player_new (MlPlayback *playback)
{
  g_return_val_if_fail (ML_IS_PLAYBACK (playback), NULL);

  return g_object_new (ML_TYPE_LESSON_PLAYER, "playback", playback, NULL);
}

void
ml_lesson_player_set_lesson (MlLessonPlayer *self, MlLesson *lesson)
{
  g_return_if_fail (ML_IS_LESSON_PLAYER (self));
  g_return_if_fail (lesson == NULL || ML_IS_LESSON (lesson));

  if (!g_set_object (&self->lesson, lesson))
    return;

  g_object_freeze_notify (G_OBJECT (self));

  self->index = 0;
  self->furthest = 0;
  g_clear_pointer (&self->text, g_free);
  notify (self, PROP_LESSON);
  notify (self, PROP_N_STEPS);
  notify (self, PROP_PROGRESS);

  if (lesson != NULL)
    {
      ml_playback_set_view (self->playback, ml_lesson_get_view (lesson));
      ml_playback_set_detail (self->playback, ml_lesson_get_detail (lesson));
      show_step (self, 0);
    }
  else
    {
      notify (self, PROP_INDEX);
      notify (self, PROP_HEADING);
      notify (self, PROP_TEXT);
      update_astray (self);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

MlLesson *
ml_lesson_player_get_lesson (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), NULL);

  return self->lesson;
}

void
ml_lesson_player_set_index (MlLessonPlayer *self, guint index)
{
  guint n_steps;

  g_return_if_fail (ML_IS_LESSON_PLAYER (self));

  n_steps = ml_lesson_player_get_n_steps (self);
  if (n_steps == 0)
    return;

  index = MIN (index, n_steps - 1);
  if (index != self->index)
    show_step (self, index);
}

guint
ml_lesson_player_get_index (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), 0);

  return self->index;
}

guint
ml_lesson_player_get_n_steps (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), 0);

  return self->lesson != NULL ? ml_lesson_get_n_steps (self->lesson) : 0;
}

const MlLessonStep *
ml_lesson_player_get_step (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), NULL);

  return self->lesson != NULL ? ml_lesson_get_step (self->lesson, self->index) : NULL;
}

gboolean
ml_lesson_player_next (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), FALSE);

  if (self->index + 1 >= ml_lesson_player_get_n_steps (self))
    return FALSE;

  show_step (self, self->index + 1);
  return TRUE;
}

gboolean
ml_lesson_player_back (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), FALSE);

  if (self->index == 0)
    return FALSE;

  show_step (self, self->index - 1);
  return TRUE;
}

void
ml_lesson_player_return (MlLessonPlayer *self)
{
  g_return_if_fail (ML_IS_LESSON_PLAYER (self));

  go_to_anchor (self);
}

gboolean
ml_lesson_player_get_astray (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), FALSE);

  return self->astray;
}

double
ml_lesson_player_get_progress (MlLessonPlayer *self)
{
  g_return_val_if_fail (ML_IS_LESSON_PLAYER (self), 0);

  if (self->lesson == NULL)
    return 0;

  return (self->furthest + 1.0) / ml_lesson_get_n_steps (self->lesson);
}
