/* ml-statement.c: the statement that is being evaluated, with what has been evaluated in its place
 */
#include "ml-statement.h"

#include <string.h>

#include "ml-words.h"

/* Longer ones are cut: characters. */
#define MAX_SOURCE 40
#define MAX_TEXT 400

/* The text of a statement under construction: source from @at on is still to be copied. */
typedef struct
{
  GString *text;
  glong n; /* characters in it */
  const char *at;
} Writing;

/* Text */

static const char *
get_source (MlRecording *recording, guint number)
{
  if (number == 0 || number > ml_recording_get_n_sources (recording))
    return NULL;

  return ml_recording_get_source_text (recording, number);
}

/* Where @line (from 1) and @column of it (in characters) are in @text, or its end. */
static const char *
find_place (const char *text, guint line, guint column)
{
  for (; line > 1 && *text != '\0'; line--)
    {
      const char *end = strchr (text, '\n');

      text = end != NULL ? end + 1 : text + strlen (text);
    }

  for (; column > 0 && *text != '\0' && *text != '\n'; column--)
    text = g_utf8_next_char (text);

  return text;
}

/* White space between two lines becomes one space. */
static void
copy_until (Writing *self, const char *end)
{
  for (; self->at < end; self->at = g_utf8_next_char (self->at))
    {
      gunichar c = g_utf8_get_char (self->at);

      if (c == '\n')
        {
          while (self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
            {
              g_string_truncate (self->text, self->text->len - 1);
              self->n--;
            }
          while (self->at + 1 < end && self->at[1] == ' ')
            self->at++;
          c = ' ';
        }

      g_string_append_unichar (self->text, c);
      self->n++;
    }
}

static void
append (Writing *self, const char *words)
{
  g_string_append (self->text, words);
  self->n += g_utf8_strlen (words, -1);
}

static char *
shorten (char *text, glong length)
{
  g_autofree char *whole = text;
  g_autofree char *start = NULL;

  if (g_utf8_strlen (whole, -1) <= length)
    return g_steal_pointer (&whole);

  start = g_utf8_substring (whole, 0, length - 1);

  return g_strconcat (start, "…", NULL);
}

char *
ml_statement_cut (MlRecording *recording, const MlSpan *span)
{
  const char *source = get_source (recording, span->source);
  Writing writing = { 0 };

  if (source == NULL)
    return NULL;

  writing.text = g_string_new (NULL);
  writing.at = find_place (source, span->line, span->column);
  copy_until (&writing, find_place (source, span->end_line, span->end_column));

  return shorten (g_string_free (writing.text, FALSE), MAX_SOURCE);
}

/* What is on the stack */

static gboolean
is_on_stack (const MlThing *frame, const MlExpression *part)
{
  const MlSlots *stack = &frame->regions[ML_REGION_STACK];

  return part->slot < stack->n && stack->slots[part->slot] == part->value;
}

static void
find_parts (MlStatement *self, const MlMemory *memory)
{
  const MlThing *frame = ml_memory_get (memory, self->frame);
  g_autoptr (GPtrArray) evaluated = NULL;

  if (frame == NULL)
    return;

  evaluated = ml_closeup_list_evaluated (ml_memory_get_closeup (memory),
                                         ml_memory_get_step (memory),
                                         ml_memory_get_expression (memory),
                                         self->frame);

  for (guint i = 0; i < evaluated->len; i++)
    {
      MlStatementPart part = { g_ptr_array_index (evaluated, i), NULL };

      if (!is_on_stack (frame, part.expression))
        continue;

      part.source = ml_statement_cut (ml_memory_get_recording (memory), &part.expression->span);
      g_array_append_val (self->parts, part);
    }
}

/* @depth: the most values so far. */
static void
count_values (MlSerial frame, const MlExpression *part, guint *depth)
{
  if (part->frame == frame && part->kind == ML_EXPRESSION_VALUE)
    *depth = MAX (*depth, part->slot + 1);
}

static gboolean
begins_statement (MlRecording *recording, MlStep step, MlSerial frame)
{
  MlStepInfo info = ml_recording_get_step (recording, step);

  return info.frame == frame && info.event == ML_EVENT_LINE;
}

/* Over all of the statement, as far as the closeup shows it. */
static guint
find_depth (const MlMemory *memory, MlSerial frame)
{
  MlCloseup *closeup = ml_memory_get_closeup (memory);
  MlRecording *recording = ml_memory_get_recording (memory);
  MlStep step = ml_memory_get_step (memory);
  guint depth = 0;

  while (step > ml_closeup_get_first (closeup) && !begins_statement (recording, step, frame))
    step--;

  do
    for (guint i = 1; i <= ml_closeup_get_n_expressions (closeup, step); i++)
      count_values (frame, ml_closeup_get_expression (closeup, step, i), &depth);
  while (++step < ml_closeup_get_end (closeup) && !begins_statement (recording, step, frame));

  return depth;
}

/* Putting values in */

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const MlSpan *one = &(*(const MlExpression *const *) a)->span;
  const MlSpan *other = &(*(const MlExpression *const *) b)->span;

  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;

  return (one->column > other->column) - (one->column < other->column);
}

/* How a value looks in the text: a name that was read stays a name, unless it is a plain value. */
static char *
write_value (const MlMemory *memory, const MlExpression *part, const char *source)
{
  const MlThing *value = ml_memory_get (memory, part->value);

  if (value == NULL)
    return g_strdup (source);

  if (!ml_words_is_value (value) && part->search.name != NULL)
    return g_strdup (source);

  return ml_words_line (memory, value);
}

static gboolean
is_text_literal (const char *at)
{
  return *at == '\'' || *at == '"';
}

/* Lines that parts of the statement stand in; those that @first and @last are in at least. */
static void
find_lines (const MlStatement *self, const MlSpan *span, guint *first, guint *last)
{
  *first = span->line;
  *last = span->end_line;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const MlStatementPart *part = &g_array_index (self->parts, MlStatementPart, i);

      *first = MIN (*first, part->expression->span.line);
      *last = MAX (*last, part->expression->span.end_line);
    }
}

static void
mark_done (MlStatement *self, glong start, glong end)
{
  self->done_start = start;
  self->done_end = end;
}

/* The parts in the order of the text, with the place that was assigned to. */
static GPtrArray *
order_parts (const MlStatement *self, const MlExpression *last)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < self->parts->len; i++)
    g_ptr_array_add (parts, (gpointer) g_array_index (self->parts, MlStatementPart, i).expression);

  if (last->kind == ML_EXPRESSION_TARGET)
    g_ptr_array_add (parts, (gpointer) last);

  g_ptr_array_sort (parts, compare_starts);

  return parts;
}

static void
write_part (MlStatement *self,
            Writing *writing,
            const MlMemory *memory,
            const MlExpression *part,
            const char *source)
{
  const char *start = find_place (source, part->span.line, part->span.column);
  const char *end = find_place (source, part->span.end_line, part->span.end_column);
  glong n;

  /* Inside of what stands there already. */
  if (start < writing->at)
    return;

  copy_until (writing, start);
  n = writing->n;

  if (part->kind == ML_EXPRESSION_TARGET || is_text_literal (start))
    copy_until (writing, end);
  else
    {
      g_autofree char *own = g_strndup (start, end - start);
      g_autofree char *value = write_value (memory, part, own);

      append (writing, value);
      writing->at = end;
    }

  if (part == ml_memory_get_evaluated (memory))
    mark_done (self, n, writing->n);
}

static void
write_text (MlStatement *self, const MlMemory *memory, const MlExpression *last)
{
  const char *source = get_source (ml_memory_get_recording (memory), last->span.source);
  g_autoptr (GPtrArray) parts = order_parts (self, last);
  Writing writing = { g_string_new (NULL), 0, NULL };
  guint first_line, last_line;
  const char *end;

  find_lines (self, &last->span, &first_line, &last_line);
  self->line = first_line;
  writing.at = find_place (source, first_line, 0);
  end = find_place (source, last_line, G_MAXUINT);

  while (*writing.at == ' ' || *writing.at == '\t')
    writing.at++;

  for (guint i = 0; i < parts->len; i++)
    write_part (self, &writing, memory, g_ptr_array_index (parts, i), source);

  copy_until (&writing, end);
  self->text = shorten (g_string_free (writing.text, FALSE), MAX_TEXT);
}

MlStatement *
ml_statement_new (const MlMemory *memory)
{
  const MlExpression *last = ml_memory_get_evaluated (memory);
  MlStatement *self;

  if (last == NULL)
    return NULL;

  self = g_new0 (MlStatement, 1);
  self->frame = last->frame;
  self->parts = g_array_new (FALSE, FALSE, sizeof (MlStatementPart));
  find_parts (self, memory);
  self->n_values = find_depth (memory, self->frame);

  if (get_source (ml_memory_get_recording (memory), last->span.source) != NULL)
    write_text (self, memory, last);
  else
    self->text = g_strdup ("");

  return self;
}

void
ml_statement_free (MlStatement *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    g_free (g_array_index (self->parts, MlStatementPart, i).source);

  g_array_unref (self->parts);
  g_free (self->text);
  g_free (self);
}

const MlStatementPart *
ml_statement_find (const MlStatement *self, guint32 slot)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const MlStatementPart *part = &g_array_index (self->parts, MlStatementPart, i);

      if (part->expression->slot == slot)
        return part;
    }

  return NULL;
}
