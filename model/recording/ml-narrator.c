/* ml-narrator.c: says in words what a step of a recording did */
#include "ml-narrator.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ml-noun.h"
#include "ml-telling.h"

#define ROOM_FOR_THE_REST 24 /* what "; 3 more changes" takes */

struct _MlNarrator
{
  MlRecording *recording;
  MlMemory *before;
  MlMemory *after;
};

/* The line that led here, and its source. A call that has ended gives back to the line that made
 * it. */
static guint
find_line (const MlTelling *self, guint *source)
{
  MlSerial frame = self->last.frame;
  MlSpan span = self->last.span;
  guint n;
  const MlSerial *frames = ml_memory_get_frames (self->before, &n);

  if (self->last.event == ML_EVENT_RETURN || self->last.event == ML_EVENT_YIELD)
    {
      span = (MlSpan){ 0 };

      while (n > 0 && frames[n - 1] != frame)
        n--;

      while (n > 1 && span.line == 0)
        ml_memory_get_frame_span (self->before, frames[--n - 1], &span);
    }

  *source = span.source;

  return span.line;
}

/* Nothing worth a word happened. */
static char *
word_plain_line (const MlTelling *self, guint line)
{
  gboolean has_run = self->last.event == ML_EVENT_LINE || self->last.event == ML_EVENT_RETURN ||
                     self->last.event == ML_EVENT_YIELD;

  if (line != 0 && has_run)
    return g_strdup_printf (_ ("Line %u has run; line %u is next."), line, self->info.span.line);

  return g_strdup_printf (_ ("Line %u is next."), self->info.span.line);
}

static glong
measure (const char *text)
{
  return g_utf8_strlen (text, -1);
}

/* How many of the first @n clauses there is room for behind @length characters; at least one. */
static guint
count_fitting (const GPtrArray *clauses, guint n, glong length)
{
  guint i = 0;

  for (; i < n; i++)
    {
      glong room = ML_NARRATOR_LONGEST - (i + 1 == n ? 0 : ROOM_FOR_THE_REST);

      length += measure (g_ptr_array_index (clauses, i)) + strlen ("; ");

      if (length > room)
        break;
    }

  return MAX (i, 1);
}

static void
append_clause (GString *text, const char *clause)
{
  if (text->len > 0)
    g_string_append (text, "; ");

  g_string_append (text, clause);
}

/* What is left out is counted; @event, which may be NULL, comes last and is never left out. */
static char *
join_clauses (const GPtrArray *clauses, const char *event, glong head)
{
  guint n = clauses->len;
  guint n_told = n == 0 ? 0 : count_fitting (clauses, n, head + (event ? measure (event) : 0));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_told; i++)
    append_clause (text, g_ptr_array_index (clauses, i));

  if (n_told < n)
    {
      g_autofree char *rest =
          g_strdup_printf (ngettext ("%u more change", "%u more changes", n - n_told), n - n_told);

      append_clause (text, rest);
    }

  if (event != NULL)
    append_clause (text, event);

  return g_string_free (text, FALSE);
}

/* Between lines, at the prompt or at the end. */
static char *
word_without_line (const char *clauses)
{
  g_autofree char *first = g_utf8_strup (clauses, g_utf8_next_char (clauses) - clauses);

  if (g_unichar_isupper (g_utf8_get_char (first)))
    return g_strconcat (first, g_utf8_next_char (clauses), ".", NULL);

  return g_strdup_printf (_ ("Then %s."), clauses);
}

/* "Line 3", "Line 3 of helper.py" */
static char *
word_line (const MlTelling *self, guint line, guint source)
{
  if (source <= 1)
    return g_strdup_printf (_ ("Line %u"), line);

  return g_strdup_printf (
      _ ("Line %u of %s"), line, ml_recording_get_source_name (self->recording, source));
}

/* A call comes before what it binds, any other event after what its line did. */
static char *
word_sentence (MlTelling *self)
{
  g_autofree char *event = ml_telling_word_event (self);
  g_autofree char *head = NULL;
  g_autofree char *clauses = NULL;
  guint source;
  guint line = find_line (self, &source);

  if (self->info.event == ML_EVENT_CALL)
    ml_telling_say (self, g_steal_pointer (&event));

  ml_telling_say_changes (self);

  if (self->clauses->len == 0 && event == NULL)
    return word_plain_line (self, line);

  head = line == 0 ? NULL : word_line (self, line, source);
  clauses = join_clauses (self->clauses, event, head == NULL ? 0 : measure (head));

  if (head == NULL)
    return word_without_line (clauses);

  /* Translators: "Line 3", and what it did */
  return g_strdup_printf (_ ("%s: %s."), head, clauses);
}

MlNarrator *
ml_narrator_new (MlRecording *recording)
{
  MlNarrator *self;

  g_return_val_if_fail (recording != NULL, NULL);

  self = g_new0 (MlNarrator, 1);
  self->recording = ml_recording_ref (recording);
  self->before = ml_memory_new (recording);
  self->after = ml_memory_new (recording);

  return self;
}

void
ml_narrator_free (MlNarrator *self)
{
  ml_memory_free (self->after);
  ml_memory_free (self->before);
  ml_recording_unref (self->recording);
  g_free (self);
}

char *
ml_narrator_tell_step (MlNarrator *self, MlStep step)
{
  MlTelling telling;
  char *sentence;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (step <= ml_recording_get_last_step (self->recording), NULL);

  if (step == 0)
    return g_strdup (_ ("Nothing has run yet."));

  ml_memory_seek (self->before, step - 1);
  ml_memory_seek (self->after, step);
  ml_telling_init (&telling, self->before, self->after);
  sentence = word_sentence (&telling);
  ml_telling_clear (&telling);

  return sentence;
}

char *
ml_narrator_name_place (MlNarrator *self, MlStep step)
{
  MlStepInfo info;
  const MlThing *frame;
  const char *name;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (step <= ml_recording_get_last_step (self->recording), NULL);

  info = ml_recording_get_step (self->recording, step);

  if (step == 0)
    return g_strdup (_ ("before the first line"));

  if (info.event == ML_EVENT_END || info.event == ML_EVENT_CLOSED || info.span.line == 0)
    return g_strdup (_ ("after the last line"));

  ml_memory_seek (self->after, step);
  frame = ml_memory_get (self->after, info.frame);
  name = frame == NULL ? "" : ml_noun_frame (self->recording, frame);

  return g_strdup_printf (
      name[0] == '<' ? _ ("line %u in %s") : _ ("line %u in %s()"), info.span.line, name);
}
