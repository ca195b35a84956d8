/* ml-lesson.c: a lesson, as it was read from its file */
#include "ml-lesson.h"

#include "ml-lesson-reader.h"

/* No lesson that a person wrote is longer; a wrongly chosen file may be. In bytes. */
#define MAX_BYTES (1024 * 1024)

struct _MlLesson
{
  GObject parent_instance;

  char *name;
  MlLessonParts parts;
};

G_DEFINE_FINAL_TYPE (MlLesson, ml_lesson, G_TYPE_OBJECT)

G_DEFINE_QUARK (ml_lesson_error_quark, ml_lesson_error)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_COURSE,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ml_lesson_finalize (GObject *object)
{
  MlLesson *self = ML_LESSON (object);

  g_free (self->name);
  ml_lesson_parts_clear (&self->parts);

  G_OBJECT_CLASS (ml_lesson_parent_class)->finalize (object);
}

static void
ml_lesson_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlLesson *self = ML_LESSON (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->parts.title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->parts.subtitle);
      break;
    case PROP_COURSE:
      g_value_set_string (value, self->parts.course);
      break;
    case PROP_ORDER:
      g_value_set_uint (value, self->parts.order);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_lesson_class_init (MlLessonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ml_lesson_finalize;
  object_class->get_property = ml_lesson_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_COURSE] = g_param_spec_string ("course", NULL, NULL, NULL, flags);
  properties[PROP_ORDER] = g_param_spec_uint ("order", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ml_lesson_init (MlLesson *self)
{
}

MlLesson *
ml_lesson_new_from_text (const char *name, const char *text, GError **error)
{
  g_autoptr (MlLesson) self = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (ML_TYPE_LESSON, NULL);
  self->name = g_strdup (name);
  if (!ml_lesson_reader_read (name, text, &self->parts, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The whole of @stream as text; NULL and @error if it is too long or not UTF-8. */
static char *
read_text (GInputStream *stream, const char *name, GError **error)
{
  g_autofree char *text = g_malloc (MAX_BYTES + 1);
  const char *bad;
  gsize length;

  if (!g_input_stream_read_all (stream, text, MAX_BYTES, &length, NULL, error))
    return NULL;

  if (length == MAX_BYTES)
    {
      g_set_error (error, ML_LESSON_ERROR, ML_LESSON_ERROR_FORMAT, "%s:1: too long", name);
      return NULL;
    }

  text[length] = '\0';
  if (!g_utf8_validate (text, (gssize) length, &bad))
    {
      guint line = 1;

      for (const char *p = text; p < bad; p++)
        line += *p == '\n';

      g_set_error (
          error, ML_LESSON_ERROR, ML_LESSON_ERROR_FORMAT, "%s:%u: this is not UTF-8", name, line);
      return NULL;
    }

  return g_steal_pointer (&text);
}

MlLesson *
ml_lesson_load (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, NULL, error);
  if (stream == NULL)
    return NULL;

  name = g_file_get_basename (file);
  text = read_text (G_INPUT_STREAM (stream), name, error);
  if (text == NULL)
    return NULL;

  return ml_lesson_new_from_text (name, text, error);
}

const char *
ml_lesson_get_name (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), NULL);

  return self->name;
}

const char *
ml_lesson_get_title (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), NULL);

  return self->parts.title;
}

const char *
ml_lesson_get_subtitle (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), NULL);

  return self->parts.subtitle;
}

const char *
ml_lesson_get_course (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), NULL);

  return self->parts.course;
}

guint
ml_lesson_get_order (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), 0);

  return self->parts.order;
}

MlView
ml_lesson_get_view (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), ML_VIEW_MEMORY);

  return self->parts.view;
}

MlDetail
ml_lesson_get_detail (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), ML_DETAIL_HONEST);

  return self->parts.detail;
}

MlRunMode
ml_lesson_get_mode (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), ML_RUN_SCRIPT);

  return self->parts.mode;
}

const char *
ml_lesson_get_program (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), NULL);

  return self->parts.program;
}

guint
ml_lesson_get_n_steps (MlLesson *self)
{
  g_return_val_if_fail (ML_IS_LESSON (self), 0);

  return self->parts.steps->len;
}

const MlLessonStep *
ml_lesson_get_step (MlLesson *self, guint index)
{
  g_return_val_if_fail (ML_IS_LESSON (self), NULL);
  g_return_val_if_fail (index < self->parts.steps->len, NULL);

  return g_ptr_array_index (self->parts.steps, index);
}
