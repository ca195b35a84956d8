/* ml-lesson-reader.c: reads a lesson's Markdown */
#include <cmark-gfm.h>
#include <string.h>

#include "ml-direction.h"
#include "ml-lesson-reader.h"
#include "ml-markup.h"

typedef struct
{
  const char *name; /* of the file, for messages */
  MlLessonParts *parts;
  cmark_node *node; /* the next one that is to be read; NULL at the end of the file */
  int last_line;
  GError **error;
} Reader;

typedef struct
{
  const char *key;
  gboolean required;
  gboolean (*set) (MlLessonParts *parts, const char *value);
} Setting;

static const char *const mode_names[] = {
  [ML_RUN_SCRIPT] = "script",
  [ML_RUN_INTERACTIVE] = "interactive",
};

static void
block_free (gpointer data)
{
  MlLessonBlock *block = data;

  g_free (block->text);
  g_free (block->markup);
  g_free (block);
}

static void
place_free (gpointer data)
{
  ml_lesson_place_free (data);
}

static void
claim_free (gpointer data)
{
  ml_claim_free (data);
}

static void
step_free (gpointer data)
{
  MlLessonStep *step = data;

  g_free (step->heading);
  g_ptr_array_unref (step->blocks);
  g_ptr_array_unref (step->places);
  g_ptr_array_unref (step->claims);
  g_free (step);
}

void
ml_lesson_parts_clear (MlLessonParts *parts)
{
  g_clear_pointer (&parts->title, g_free);
  g_clear_pointer (&parts->subtitle, g_free);
  g_clear_pointer (&parts->course, g_free);
  g_clear_pointer (&parts->program, g_free);
  g_clear_pointer (&parts->steps, g_ptr_array_unref);
}

/* Says what is wrong at @node, or at the end of the file if NULL. Always FALSE. */
G_GNUC_PRINTF (3, 4)
static gboolean
fail (const Reader *self, cmark_node *node, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (self->error,
               ML_LESSON_ERROR,
               ML_LESSON_ERROR_FORMAT,
               "%s:%d: %s",
               self->name,
               node != NULL ? cmark_node_get_start_line (node) : self->last_line,
               reason);
  return FALSE;
}

static gboolean
is_heading (cmark_node *node, int level)
{
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_HEADING &&
         cmark_node_get_heading_level (node) == level;
}

static gboolean
is_type (cmark_node *node, cmark_node_type type)
{
  return node != NULL && cmark_node_get_type (node) == type;
}

/* Goes over the next node and returns it. */
static cmark_node *
take (Reader *self)
{
  cmark_node *node = self->node;

  self->node = cmark_node_next (node);
  return node;
}

/* The value of an enumeration that is called @nick; FALSE if there is none. */
static gboolean
find_nick (GType type, const char *nick, int *value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value_by_nick (class, nick);

  if (found == NULL)
    return FALSE;

  *value = found->value;
  return TRUE;
}

static gboolean
set_course (MlLessonParts *parts, const char *value)
{
  parts->course = g_strdup (value);
  return TRUE;
}

static gboolean
set_order (MlLessonParts *parts, const char *value)
{
  guint64 order;

  if (!g_ascii_string_to_unsigned (value, 10, 1, 999, &order, NULL))
    return FALSE;

  parts->order = (guint) order;
  return TRUE;
}

static gboolean
set_view (MlLessonParts *parts, const char *value)
{
  int view;

  if (!find_nick (ml_view_get_type (), value, &view))
    return FALSE;

  parts->view = (MlView) view;
  return TRUE;
}

static gboolean
set_detail (MlLessonParts *parts, const char *value)
{
  int detail;

  if (!find_nick (ml_detail_get_type (), value, &detail))
    return FALSE;

  parts->detail = (MlDetail) detail;
  return TRUE;
}

static gboolean
set_mode (MlLessonParts *parts, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (mode_names); i++)
    {
      if (g_str_equal (mode_names[i], value))
        {
          parts->mode = (MlRunMode) i;
          return TRUE;
        }
    }

  return FALSE;
}

static const Setting settings[] = {
  { "Course", TRUE, set_course },  { "Order", TRUE, set_order }, { "View", FALSE, set_view },
  { "Detail", FALSE, set_detail }, { "Mode", FALSE, set_mode },
};

static gboolean
read_title (Reader *self)
{
  if (!is_heading (self->node, 1))
    return fail (self, self->node, "a lesson begins with its title, a heading of the first level");

  self->parts->title = ml_markup_plain_text (take (self));
  return TRUE;
}

static gboolean
read_subtitle (Reader *self)
{
  if (!is_type (self->node, CMARK_NODE_PARAGRAPH))
    return fail (self, self->node, "a sentence that says what the lesson is about is missing");

  self->parts->subtitle = ml_markup_plain_text (take (self));
  return TRUE;
}

/* Reads "Key: value" from one item of the list; @seen has a bit for each setting. */
static gboolean
read_setting (Reader *self, cmark_node *item, guint *seen)
{
  g_autofree char *text = ml_markup_plain_text (item);
  g_auto (GStrv) halves = g_strsplit (text, ":", 2);

  if (g_strv_length (halves) != 2)
    return fail (self, item, "“%s” is no setting, as “Order: 1” is", text);

  g_strstrip (halves[0]);
  g_strstrip (halves[1]);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (!g_str_equal (settings[i].key, halves[0]))
        continue;

      if (*seen & (1u << i))
        return fail (self, item, "%s is there twice", halves[0]);

      if (*halves[1] == '\0' || !settings[i].set (self->parts, halves[1]))
        return fail (self, item, "%s cannot be “%s”", halves[0], halves[1]);

      *seen |= 1u << i;
      return TRUE;
    }

  return fail (self, item, "there is no setting “%s”", halves[0]);
}

static gboolean
read_settings (Reader *self)
{
  cmark_node *list = self->node;
  guint seen = 0;

  if (!is_type (list, CMARK_NODE_LIST))
    return fail (self, list, "the list of settings is missing");

  take (self);
  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    {
      if (!read_setting (self, item, &seen))
        return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (settings[i].required && !(seen & (1u << i)))
        return fail (self, list, "%s is missing", settings[i].key);
    }

  return TRUE;
}

static gboolean
read_program (Reader *self)
{
  if (!is_type (self->node, CMARK_NODE_CODE_BLOCK) ||
      !g_str_equal (cmark_node_get_fence_info (self->node), "python"))
    return fail (self, self->node, "the program is missing, a fenced code block of “python”");

  self->parts->program = g_strdup (cmark_node_get_literal (take (self)));
  return TRUE;
}

/* The text of a direction, with its backquotes; NULL if there is anything in it but words and code.
 */
static char *
direction_text (cmark_node *quote)
{
  g_autoptr (GString) text = g_string_new (NULL);
  cmark_node *paragraph = cmark_node_first_child (quote);

  if (!is_type (paragraph, CMARK_NODE_PARAGRAPH) || cmark_node_next (paragraph) != NULL)
    return NULL;

  for (cmark_node *node = cmark_node_first_child (paragraph); node != NULL;
       node = cmark_node_next (node))
    {
      if (is_type (node, CMARK_NODE_TEXT))
        g_string_append (text, cmark_node_get_literal (node));
      else if (is_type (node, CMARK_NODE_CODE))
        g_string_append_printf (text, "`%s`", cmark_node_get_literal (node));
      else if (is_type (node, CMARK_NODE_SOFTBREAK))
        g_string_append_c (text, ' ');
      else
        return NULL;
    }

  return g_strdup (text->str);
}

static gboolean
read_direction (Reader *self, MlLessonStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  cmark_node *quote = self->node;

  if (!is_type (quote, CMARK_NODE_BLOCK_QUOTE))
    return fail (self, quote, "a step begins with a quotation that says when: “> After line 5.”");

  take (self);
  text = direction_text (quote);
  if (text == NULL)
    return fail (self, quote, "only words and code may stand in this quotation");

  if (!ml_direction_parse (text, &step->anchor, step->places, step->claims, &error))
    return fail (self, quote, "%s", error->message);

  return TRUE;
}

static void
add_block (MlLessonStep *step, MlLessonBlockKind kind, cmark_node *node)
{
  MlLessonBlock *block = g_new0 (MlLessonBlock, 1);

  block->kind = kind;
  block->text = ml_markup_plain_text (node);
  block->markup = ml_markup_from_inlines (node);
  g_ptr_array_add (step->blocks, block);
}

static void
add_code (MlLessonStep *step, cmark_node *node)
{
  MlLessonBlock *block = g_new0 (MlLessonBlock, 1);
  g_autofree char *escaped = NULL;

  block->kind = ML_LESSON_CODE;
  block->text = g_strchomp (g_strdup (cmark_node_get_literal (node)));
  escaped = g_markup_escape_text (block->text, -1);
  block->markup = g_strdup_printf ("<tt>%s</tt>", escaped);
  g_ptr_array_add (step->blocks, block);
}

static gboolean
read_list (Reader *self, MlLessonStep *step, cmark_node *list)
{
  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    {
      cmark_node *paragraph = cmark_node_first_child (item);

      if (!is_type (paragraph, CMARK_NODE_PARAGRAPH) || cmark_node_next (paragraph) != NULL)
        return fail (self, item, "only one paragraph may stand in an item of a list");

      add_block (step, ML_LESSON_ITEM, paragraph);
    }

  return TRUE;
}

static gboolean
read_block (Reader *self, MlLessonStep *step)
{
  cmark_node *node = take (self);

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_PARAGRAPH:
      add_block (step, ML_LESSON_PARAGRAPH, node);
      return TRUE;

    case CMARK_NODE_CODE_BLOCK:
      add_code (step, node);
      return TRUE;

    case CMARK_NODE_LIST:
      return read_list (self, step, node);

    default:
      return fail (self, node, "a step is made of paragraphs, lists and code");
    }
}

static gboolean
read_step (Reader *self)
{
  MlLessonStep *step;
  cmark_node *heading = self->node;

  if (!is_heading (heading, 2))
    return fail (self, heading, "a step begins with a heading of the second level");

  step = g_new0 (MlLessonStep, 1);
  step->line = (guint) cmark_node_get_start_line (heading);
  step->heading = ml_markup_plain_text (take (self));
  step->blocks = g_ptr_array_new_with_free_func (block_free);
  step->places = g_ptr_array_new_with_free_func (place_free);
  step->claims = g_ptr_array_new_with_free_func (claim_free);
  g_ptr_array_add (self->parts->steps, step);

  if (!read_direction (self, step))
    return FALSE;

  while (self->node != NULL && !is_type (self->node, CMARK_NODE_HEADING))
    {
      if (!read_block (self, step))
        return FALSE;
    }

  if (step->blocks->len == 0)
    return fail (self, heading, "the step says nothing");

  return TRUE;
}

static gboolean
read_steps (Reader *self)
{
  do
    {
      if (!read_step (self))
        return FALSE;
    }
  while (self->node != NULL);

  return TRUE;
}

gboolean
ml_lesson_reader_read (const char *name, const char *text, MlLessonParts *parts, GError **error)
{
  Reader self = { name, parts, NULL, 1, error };
  cmark_node *document;
  gboolean read;

  g_return_val_if_fail (name != NULL && text != NULL, FALSE);
  g_return_val_if_fail (parts != NULL, FALSE);

  parts->detail = ML_DETAIL_HONEST;
  parts->steps = g_ptr_array_new_with_free_func (step_free);

  document = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
  self.node = cmark_node_first_child (document);
  self.last_line = MAX (1, cmark_node_get_end_line (document));

  read = read_title (&self) && read_subtitle (&self) && read_settings (&self) &&
         read_program (&self) && read_steps (&self);

  cmark_node_free (document);
  return read;
}
