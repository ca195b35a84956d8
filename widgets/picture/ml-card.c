/* ml-card.c: the card of the expression that is being evaluated */
#include "ml-card.h"

#include "ml-words.h"

/* The slot that the card itself is named after: no evaluation stack has so many. */
#define CARD_SLOT ML_SLOT (ML_REGION_STACK, 0x0fffffff)

/* Lines of text and rows of values that panels keep room for, and boxes below them. */
#define ROOM_LINES 2
#define ROOM_ROWS 4
#define ROOM_BOXES 1

static guint
count_columns (const MlMetrics *metrics, double width)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double letter = ml_metrics_measure (metrics, ML_FONT_CODE, "0");

  return MAX (8, (guint) ((width - 2 * lengths->padding - 2 * letter) / letter));
}

/* The text in lines of @columns characters, cut at spaces where there are any. */
static void
add_text (MlBox *self, const MlStatement *statement, guint columns)
{
  const char *at = statement->text;
  guint start = 0;
  guint left = (guint) g_utf8_strlen (at, -1);

  while (left > 0)
    {
      guint n = MIN (left, columns);
      const char *end = g_utf8_offset_to_pointer (at, n);
      MlRow *row;

      if (n < left)
        {
          const char *space = g_strrstr_len (at, end - at, " ");

          if (space != NULL && space > at)
            {
              n = (guint) g_utf8_pointer_to_offset (at, space) + 1;
              end = space + 1;
            }
        }

      row = ml_box_add_row (self, ML_ROW_CODE, NULL, g_strndup (at, end - at));
      row->mark_start = CLAMP (statement->done_start, start, start + n) - start;
      row->mark_end = CLAMP (statement->done_end, start, start + n) - start;
      at = end;
      start += n;
      left -= n;
    }
}

/* What is above the newest value belongs to it: the object beside its method. */
static gboolean
is_shown (const MlStatement *statement, const MlMemory *memory, guint32 slot)
{
  const MlExpression *last = ml_memory_get_evaluated (memory);

  return ml_statement_find (statement, slot) != NULL || last->kind != ML_EXPRESSION_VALUE ||
         slot < last->slot;
}

/* Its source, or what kind of thing waits there unnamed: a list that is being filled, an iterator.
 * (transfer full) */
static char *
name_value (const MlMemory *memory, const MlStatementPart *part, const MlThing *value)
{
  g_autofree char *title = NULL;

  if (part != NULL && part->source != NULL)
    return g_strdup (part->source);

  title = ml_words_title (memory, value);

  return g_strdup_printf ("(%s)", title);
}

static void
add_values (MlBox *self, const MlMemory *memory, const MlStatement *statement, MlDetail detail)
{
  const MlThing *frame = ml_memory_get (memory, statement->frame);
  const MlSlots *stack = &frame->regions[ML_REGION_STACK];

  for (guint32 slot = 0; slot < stack->n; slot++)
    {
      const MlThing *value = ml_memory_get (memory, stack->slots[slot]);
      const MlStatementPart *part = ml_statement_find (statement, slot);
      MlRow *row;

      if (value == NULL || !is_shown (statement, memory, slot))
        continue;

      row = ml_box_add_row (self, ML_ROW_NAME, name_value (memory, part, value), NULL);
      row->holder = frame->serial;
      row->slot = ML_SLOT (ML_REGION_STACK, slot);

      if (part != NULL && part->expression == ml_memory_get_evaluated (memory))
        row->flags |= ML_ROW_NEW;

      if (detail == ML_DETAIL_SIMPLE && ml_words_is_value (value))
        row->text = ml_words_value (value);
      else
        row->target = value->serial;
    }
}

void
ml_card_init (MlBox *self,
              const MlMemory *memory,
              const MlStatement *statement,
              MlDetail detail,
              const MlMetrics *metrics,
              double width)
{
  *self = (MlBox){
    .id = ML_BOX_ID_OF_SLOT (statement->frame, CARD_SLOT),
    .serial = statement->frame,
    .role = ML_BOX_FRAME,
    .kind = ML_KIND_FRAME,
    .flags = ML_BOX_CARD | ML_BOX_CHANGED,
    .opacity = 1,
    .title = g_strdup_printf ("line %u", statement->line),
    .subtitle = g_strdup ("being evaluated"),
    .label = g_strdup_printf ("line %u, being evaluated: %s", statement->line, statement->text),
  };

  add_text (self, statement, count_columns (metrics, width));
  add_values (self, memory, statement, detail);
}

void
ml_card_arrange (MlBox *self,
                 const MlStatement *statement,
                 const MlMetrics *metrics,
                 MlPoint corner,
                 double width)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  guint n_values = 0;

  for (guint i = 0; i < self->n_rows; i++)
    n_values += self->rows[i].kind == ML_ROW_NAME;

  ml_box_arrange (self, metrics, &(MlRect){ corner.x, corner.y, width, G_MAXINT }, FALSE);

  if (n_values < statement->n_values)
    self->rect.height += (statement->n_values - n_values) * lengths->row;
}

double
ml_card_get_room (const MlMetrics *metrics)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);

  return lengths->frame_gap + lengths->frame_header + ROOM_LINES * lengths->code +
         ROOM_ROWS * lengths->row +
         ROOM_BOXES * (lengths->frame_gap + lengths->header + lengths->cell_height + lengths->note);
}
