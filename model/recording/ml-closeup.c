/* ml-closeup.c: some steps of a recording, recorded again in fine detail */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-closeup.h"

#include "ml-closeup-private.h"
#include "ml-completion.h"
#include "ml-memory-private.h"
#include "ml-recording-private.h"

typedef struct
{
  MlExpression expression;
  guint delta_end; /* its changes end here in the stretch */
} Part;

struct _MlCloseup
{
  gatomicrefcount references;

  MlRecording *recording;
  MlTexts *texts; /* that its changes brought */
  MlShapes *shapes;
  MlStep first;
  MlStretch stretch; /* of the steps behind the first */
  GArray *parts;     /* of Part, in the order of time */
  GArray *starts;    /* of guint: the first part of each step, and where the last one's end */
  GArray *classes;   /* of MlSerial, to which the lookups point */
};

MlCloseup *
ml_closeup_ref (MlCloseup *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
ml_closeup_unref (MlCloseup *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  ml_recording_unref (self->recording);
  ml_texts_free (self->texts);
  ml_shapes_unref (self->shapes);
  ml_stretch_clear (&self->stretch);
  g_array_unref (self->parts);
  g_array_unref (self->starts);
  g_array_unref (self->classes);
  g_free (self);
}

/* Making */

/* A walk through the draft, with the state that its changes lead through. */
typedef struct
{
  MlCloseup *closeup;
  const MlCloseupNotes *notes;
  MlState *state;
  guint n_notes; /* that have become parts */
} Making;

/* The notes up to unit @position of the draft. */
static void
add_parts (Making *self, gsize position)
{
  const GArray *notes = self->notes->notes;

  for (; self->n_notes < notes->len; self->n_notes++)
    {
      const MlExpressionNote *note = &g_array_index (notes, MlExpressionNote, self->n_notes);
      Part part = { note->expression, self->closeup->stretch.deltas->len };

      if (note->position > position)
        return;

      part.expression.search.classes =
          &g_array_index (self->closeup->classes, MlSerial, note->classes);
      g_array_append_val (self->closeup->parts, part);
    }
}

static gboolean
add_change (Making *self, MlDelta *delta)
{
  MlStretch *stretch = &self->closeup->stretch;

  if (!ml_completion_add (delta, self->state, self->closeup->texts, stretch->orders))
    return FALSE;

  ml_state_do (self->state, delta, stretch->orders);
  g_array_append_vals (stretch->deltas, delta, 1);

  return TRUE;
}

static gboolean
is_same_step (const MlStepInfo *one, const MlStepInfo *other)
{
  return one->event == other->event && one->frame == other->frame && one->value == other->value &&
         one->span.line == other->span.line;
}

/* A step is as the recording has it; only its changes are more. */
static gboolean
add_step (Making *self, const MlStepInfo *info, MlStretch *recorded)
{
  MlCloseup *closeup = self->closeup;
  MlStep number = closeup->stretch.first + closeup->stretch.steps->len;
  MlStepDelta step;

  if (number > closeup->recording->last_step)
    return FALSE;

  if (!ml_stretch_has (recorded, number))
    ml_recording_read_stretch (closeup->recording, number, recorded);

  step = *ml_stretch_get (recorded, number);
  step.end = closeup->stretch.deltas->len;

  if (!is_same_step (&step.info, info))
    return FALSE;

  ml_state_do_step (self->state, &step);
  g_array_append_val (closeup->stretch.steps, step);
  g_array_append_val (closeup->starts, closeup->parts->len);

  return TRUE;
}

static gboolean
add_draft (Making *self)
{
  const MlDraft *draft = self->notes->draft;
  MlStretch recorded;
  gboolean agrees = TRUE;
  gsize position = 0;

  ml_stretch_init (&recorded);

  while (agrees && position < draft->whole)
    {
      MlDelta delta = { 0 };
      MlStepInfo step;

      add_parts (self, position);

      if (ml_draft_read (draft, &position, &delta, self->closeup->stretch.orders, &step))
        agrees = add_change (self, &delta);
      else
        agrees = add_step (self, &step, &recorded);
    }

  ml_stretch_clear (&recorded);

  return agrees;
}

MlCloseup *
ml_closeup_new (const MlCloseupNotes *notes)
{
  g_autoptr (MlCloseup) self = g_new0 (MlCloseup, 1);
  g_autoptr (MlMemory) memory = ml_memory_new (notes->recording);
  Making making = { self, notes, ml_memory_get_state (memory) };
  guint start = 0;

  ml_memory_seek (memory, notes->first);
  ml_state_set_shapes (making.state, notes->draft->shapes);

  g_atomic_ref_count_init (&self->references);
  self->recording = ml_recording_ref (notes->recording);
  self->texts = ml_texts_new ();
  self->shapes = ml_shapes_ref (notes->draft->shapes);
  self->first = notes->first;
  ml_stretch_init (&self->stretch);
  self->stretch.first = notes->first + 1;
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->classes = g_array_ref (notes->classes);
  g_array_append_val (self->starts, start);

  return add_draft (&making) ? g_steal_pointer (&self) : NULL;
}

/* Reading */

MlRecording *
ml_closeup_get_recording (const MlCloseup *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->recording;
}

MlStep
ml_closeup_get_first (const MlCloseup *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->first;
}

MlStep
ml_closeup_get_end (const MlCloseup *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->first + self->stretch.steps->len;
}

gboolean
ml_closeup_has (const MlCloseup *self, MlStep step)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return step >= self->first && step < ml_closeup_get_end (self);
}

static guint
get_start (const MlCloseup *self, MlStep step)
{
  return g_array_index (self->starts, guint, step - self->first);
}

guint
ml_closeup_get_n_expressions (const MlCloseup *self, MlStep step)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (ml_closeup_has (self, step), 0);

  return get_start (self, step + 1) - get_start (self, step);
}

static const Part *
get_part (const MlCloseup *self, MlStep step, guint number)
{
  return &g_array_index (self->parts, Part, get_start (self, step) + number - 1);
}

const MlExpression *
ml_closeup_get_expression (const MlCloseup *self, MlStep step, guint number)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (number >= 1 && number <= ml_closeup_get_n_expressions (self, step), NULL);

  return &get_part (self, step, number)->expression;
}

void
ml_closeup_foreach_change (const MlCloseup *self,
                           MlStep step,
                           guint number,
                           MlChangeFunc func,
                           gpointer user_data)
{
  guint end;

  g_return_if_fail (self != NULL && func != NULL);
  g_return_if_fail (number >= 1 && number <= ml_closeup_get_n_expressions (self, step));

  end = ml_closeup_get_delta_end (self, step, number);

  for (guint i = ml_closeup_get_delta_end (self, step, number - 1); i < end; i++)
    {
      MlChange change = ml_delta_describe (&g_array_index (self->stretch.deltas, MlDelta, i));

      if (!func (&change, user_data))
        return;
    }
}

const MlStretch *
ml_closeup_get_stretch (const MlCloseup *self)
{
  return &self->stretch;
}

guint
ml_closeup_get_delta_end (const MlCloseup *self, MlStep step, guint number)
{
  if (number > 0)
    return get_part (self, step, number)->delta_end;

  return step == self->first ? 0 : ml_stretch_get (&self->stretch, step)->end;
}

MlShapes *
ml_closeup_get_shapes (const MlCloseup *self)
{
  return self->shapes;
}

/* Where the statement begins that @frame is in at @step, as far as the closeup shows it. */
static MlStep
find_statement (const MlCloseup *self, MlStep step, MlSerial frame)
{
  for (; step > self->first; step--)
    {
      MlStepInfo info = ml_recording_get_step (self->recording, step);

      if (info.frame == frame && info.event == ML_EVENT_LINE)
        break;
    }

  return step;
}

/* What stands on the stack from the slot of @part on gives way to it. */
static void
put (GPtrArray *evaluated, const MlExpression *part)
{
  while (evaluated->len > 0)
    {
      const MlExpression *top = g_ptr_array_index (evaluated, evaluated->len - 1);

      if (top->slot < part->slot)
        break;

      g_ptr_array_set_size (evaluated, evaluated->len - 1);
    }

  g_ptr_array_add (evaluated, (gpointer) part);
}

GPtrArray *
ml_closeup_list_evaluated (const MlCloseup *self, MlStep step, guint number, MlSerial frame)
{
  GPtrArray *evaluated = g_ptr_array_new ();
  guint end;

  g_return_val_if_fail (self != NULL, evaluated);
  g_return_val_if_fail (ml_closeup_has (self, step), evaluated);

  end = get_start (self, step) + number;

  for (guint i = get_start (self, find_statement (self, step, frame)); i < end; i++)
    {
      const MlExpression *part = &g_array_index (self->parts, Part, i).expression;

      if (part->frame == frame && part->kind == ML_EXPRESSION_VALUE)
        put (evaluated, part);
    }

  return evaluated;
}
