/* ml-journal.c: the writing end of a recording */
#define G_LOG_DOMAIN "ml-recording"

#include "ml-journal.h"

#include <string.h>

#include "ml-closeup-private.h"
#include "ml-pack-thread.h"

/* A draft of so many units is handed over at the next step. */
#define FULL_DRAFT 65536

/* A closeup takes so many at most. */
#define CLOSEUP_UNITS 1000000

/* What a closeup shows: nothing before @first. */
typedef struct
{
  MlRecording *recording;
  MlStep first;
  MlStep end;
  GArray *notes;   /* of MlExpressionNote */
  GArray *classes; /* of MlSerial */
} Closeup;

struct _MlJournal
{
  MlTape *tape;
  MlShapeMaker *shapes;
  MlPackThread *packer;
  MlDraft *draft;

  MlStep next_step;
  guint64 limit; /* bytes; 0: none */
  guint64 taken; /* by all that was handed over; an upper bound for what is not packed yet */
  gsize room;    /* units that the draft may have */
  gboolean full;
  gboolean deaf; /* takes nothing: it is full, or the window of its closeup has not begun */

  Closeup *closeup; /* NULL in a journal that makes a recording, which has a packer */
};

MlJournal *
ml_journal_new (MlJournalGrown grown, gpointer user_data)
{
  MlJournal *self = g_new0 (MlJournal, 1);

  self->tape = ml_tape_new ();
  self->shapes = ml_shape_maker_new ();
  self->packer = ml_pack_thread_new (self->tape, grown, user_data);
  self->draft = ml_draft_new ();
  self->room = G_MAXSIZE;

  return self;
}

MlJournal *
ml_journal_new_closeup (MlRecording *recording, MlStep first, MlStep end)
{
  MlJournal *self;

  g_return_val_if_fail (recording != NULL, NULL);
  g_return_val_if_fail (first < end && end <= ml_recording_get_last_step (recording), NULL);

  self = g_new0 (MlJournal, 1);
  self->tape = ml_tape_new ();
  self->shapes = ml_shape_maker_new ();
  self->draft = ml_draft_new ();
  self->room = G_MAXSIZE;

  self->deaf = TRUE;
  self->closeup = g_new (Closeup, 1);
  self->closeup->recording = ml_recording_ref (recording);
  self->closeup->first = first;
  self->closeup->end = end;
  self->closeup->notes = g_array_new (FALSE, FALSE, sizeof (MlExpressionNote));
  self->closeup->classes = g_array_new (FALSE, FALSE, sizeof (MlSerial));

  return self;
}

static void
closeup_free (Closeup *closeup)
{
  ml_recording_unref (closeup->recording);
  g_array_unref (closeup->notes);
  g_array_unref (closeup->classes);
  g_free (closeup);
}

void
ml_journal_free (MlJournal *self)
{
  g_clear_pointer (&self->closeup, closeup_free);
  g_clear_pointer (&self->packer, ml_pack_thread_free);
  ml_draft_free (self->draft);
  ml_shape_maker_free (self->shapes);
  ml_tape_unref (self->tape);
  g_free (self);
}

/* How many units fit into what the limit leaves. */
static void
measure_room (MlJournal *self)
{
  if (self->limit == 0)
    self->room = G_MAXSIZE;
  else
    self->room = (self->limit - MIN (self->limit, self->taken)) / sizeof (MlDraftUnit);
}

void
ml_journal_set_limit (MlJournal *self, guint64 bytes)
{
  g_return_if_fail (self != NULL);

  self->limit = bytes;
  measure_room (self);
}

void
ml_journal_set_spacing (MlJournal *self, guint n_changes)
{
  g_return_if_fail (self != NULL && self->next_step == 0);

  ml_pack_thread_set_spacing (self->packer, n_changes);
}

gboolean
ml_journal_is_full (MlJournal *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->full;
}

static MlDraftUnit *
add (MlJournal *self, guint8 type, gsize n, gsize length)
{
  MlDraftUnit *unit;

  if (self->deaf)
    return NULL;

  unit = ml_draft_add (self->draft, type, n, length, self->room);

  if (unit == NULL)
    self->full = self->deaf = TRUE;

  return unit;
}

/* Hands over the whole steps; what comes after them opens the next draft. */
static void
seal (MlJournal *self)
{
  MlDraft *draft = self->draft;
  gsize whole = draft->whole;
  gsize rest = draft->n - whole;

  self->draft = ml_draft_new ();

  if (rest > 0 && !self->full)
    {
      ml_draft_add (self->draft, 0, rest, 0, G_MAXSIZE);
      memcpy (self->draft->units, &draft->units[whole], rest * sizeof (MlDraftUnit));
    }

  draft->n_sources = ml_pile_get_length (self->tape->sources);
  draft->shapes = ml_shape_maker_get (self->shapes);

  self->taken = ml_pack_thread_push (self->packer, draft) + whole * sizeof (MlDraftUnit);
  measure_room (self);
}

/* A recording has at least step 0, also if nothing was told or if even that was more than the
 * limit. */
static void
make_first_step (MlJournal *self)
{
  gboolean full = self->full;

  if (full)
    self->draft->n = 0;

  self->full = self->deaf = FALSE;
  self->room = G_MAXSIZE;
  ml_journal_step (self, ML_EVENT_START, 0, 0, NULL);
  self->full = self->deaf = full;
}

MlRecording *
ml_journal_finish (MlJournal *self)
{
  MlRecording *recording;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->next_step == 0)
    make_first_step (self);

  if (self->draft->whole > 0)
    seal (self);

  recording = ml_pack_thread_wait (self->packer);
  self->taken = ml_recording_get_bytes (recording);
  measure_room (self);

  return recording;
}

guint32
ml_journal_add_source (MlJournal *self, const char *name, const char *text)
{
  MlTapeSource source;

  g_return_val_if_fail (self != NULL && name != NULL && text != NULL, 0);

  source.name = g_strdup (name);
  source.text = g_strdup (text);
  ml_pile_append (self->tape->sources, &source);

  return ml_pile_get_length (self->tape->sources);
}

guint32
ml_journal_add_shape (MlJournal *self,
                      const char *name,
                      MlItems items,
                      const char *const *fields,
                      const char *const *names)
{
  g_return_val_if_fail (self != NULL && name != NULL, 0);

  return ml_shape_maker_add (self->shapes, name, items, fields, names);
}

void
ml_journal_add_shape_name (MlJournal *self, guint32 shape, const char *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  ml_shape_maker_add_name (self->shapes, shape, name);
}

static gsize
text_length (const MlValue *value)
{
  return value->type == ML_VALUE_TEXT ? value->length : 0;
}

/* @words get the bits or the length, @rest the text. */
static void
write_value (const MlValue *value, guint32 *words, MlDraftUnit *rest)
{
  guint64 bits = value->integer;

  if (value->type == ML_VALUE_TEXT)
    {
      bits = value->length;

      if (value->length > 0)
        memcpy (rest, value->text, value->length);
    }

  words[0] = (guint32) bits;
  words[1] = bits >> 32;
}

void
ml_journal_birth (MlJournal *self, const MlBirth *birth)
{
  MlDraftUnit *unit = add (self, ML_CHANGE_BIRTH, 2, text_length (&birth->value));

  if (unit == NULL)
    return;

  unit[0].small[0] = birth->kind;
  unit[0].small[1] = birth->origin;
  unit[0].small[2] = birth->flags;
  unit[0].words[0] = birth->serial;
  unit[0].words[1] = birth->type;
  unit[0].words[2] = birth->shape;
  unit[0].words[3] = birth->size;
  unit[0].words[4] = birth->value.type;
  unit[1].words[0] = (guint32) birth->address;
  unit[1].words[1] = birth->address >> 32;
  write_value (&birth->value, &unit[1].words[2], &unit[2]);
}

static void
add_words (MlJournal *self, MlChangeType type, guint32 a, guint32 b, guint32 c, guint32 d)
{
  MlDraftUnit *unit = add (self, type, 1, 0);

  if (unit == NULL)
    return;

  unit->words[0] = a;
  unit->words[1] = b;
  unit->words[2] = c;
  unit->words[3] = d;
}

void
ml_journal_death (MlJournal *self, MlSerial serial)
{
  add_words (self, ML_CHANGE_DEATH, serial, 0, 0, 0);
}

void
ml_journal_set (MlJournal *self, MlSerial holder, MlSlot slot, MlSerial old, MlSerial new)
{
  add_words (self, ML_CHANGE_SET, holder, slot, old, new);
}

void
ml_journal_shift (MlJournal *self, MlSerial holder, MlSlot from, MlSlot to, guint32 n)
{
  add_words (self, ML_CHANGE_SHIFT, holder, from, to, n);
}

void
ml_journal_permute (MlJournal *self, MlSerial holder, const guint32 *order, guint32 n)
{
  MlDraftUnit *unit = add (self, ML_CHANGE_PERMUTE, 1, (gsize) n * sizeof *order);

  if (unit == NULL)
    return;

  unit->words[0] = holder;
  unit->words[1] = n;

  if (n > 0)
    memcpy (&unit[1], order, n * sizeof *order);
}

void
ml_journal_resize (MlJournal *self, MlSerial serial, guint32 size, guint32 capacity)
{
  add_words (self, ML_CHANGE_RESIZE, serial, size, capacity, 0);
}

void
ml_journal_revalue (MlJournal *self, MlSerial serial, const MlValue *value)
{
  MlDraftUnit *unit = add (self, ML_CHANGE_REVALUE, 1, text_length (value));

  if (unit == NULL)
    return;

  unit->words[0] = serial;
  unit->words[1] = value->type;
  write_value (value, &unit->words[2], &unit[1]);
}

void
ml_journal_retype (MlJournal *self, MlSerial serial, MlSerial type, guint32 shape)
{
  add_words (self, ML_CHANGE_RETYPE, serial, type, shape, 0);
}

void
ml_journal_immortality (MlJournal *self, MlSerial serial, guint8 origin)
{
  MlDraftUnit *unit = add (self, ML_CHANGE_IMMORTALITY, 1, 0);

  if (unit == NULL)
    return;

  unit->small[0] = origin;
  unit->words[0] = serial;
}

void
ml_journal_enter (MlJournal *self, MlSerial frame)
{
  add_words (self, ML_CHANGE_ENTER, frame, 0, 0, 0);
}

void
ml_journal_leave (MlJournal *self, MlSerial frame)
{
  add_words (self, ML_CHANGE_LEAVE, frame, 0, 0, 0);
}

static void
add_text (MlJournal *self,
          MlChangeType type,
          int stream,
          MlSerial subject,
          const char *text,
          gsize length)
{
  MlDraftUnit *unit;

  g_return_if_fail (length <= G_MAXUINT32);

  unit = add (self, type, 1, length);

  if (unit == NULL)
    return;

  unit->small[0] = stream;
  unit->words[0] = subject;
  unit->words[1] = length;

  if (length > 0)
    memcpy (&unit[1], text, length);
}

void
ml_journal_output (MlJournal *self, int stream, const char *text, gsize length)
{
  g_return_if_fail (stream >= 0 && stream <= 2);

  add_text (self, ML_CHANGE_OUTPUT, stream, 0, text, length);
}

void
ml_journal_input (MlJournal *self, const char *text)
{
  add_text (self, ML_CHANGE_INPUT, 0, 0, text, strlen (text));
}

void
ml_journal_remark (MlJournal *self, const char *what, MlSerial subject)
{
  add_text (self, ML_CHANGE_REMARK, 0, subject, what, strlen (what));
}

gboolean
ml_journal_is_closeup (MlJournal *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->closeup != NULL;
}

gboolean
ml_journal_is_deaf (MlJournal *self)
{
  return self->deaf;
}

gboolean
ml_journal_wants_expressions (MlJournal *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->closeup != NULL && self->next_step > self->closeup->first && !self->full;
}

void
ml_journal_expression (MlJournal *self, const MlExpression *expression)
{
  MlExpressionNote note = { *expression, self->draft->n, self->closeup->classes->len };
  const MlSearch *search = &expression->search;

  g_return_if_fail (self->closeup != NULL);

  if (self->full)
    return;

  g_array_append_vals (self->closeup->classes, search->classes, search->n_classes);
  note.expression.search.name = g_intern_string (search->name);
  g_array_append_val (self->closeup->notes, note);
}

MlCloseup *
ml_journal_finish_closeup (MlJournal *self)
{
  MlCloseupNotes notes;

  g_return_val_if_fail (self != NULL && self->closeup != NULL, NULL);

  if (self->next_step <= self->closeup->first)
    return NULL;

  g_clear_pointer (&self->draft->shapes, ml_shapes_unref);
  self->draft->shapes = ml_shape_maker_get (self->shapes);
  notes = (MlCloseupNotes){
    .recording = self->closeup->recording,
    .first = self->closeup->first,
    .draft = self->draft,
    .notes = self->closeup->notes,
    .classes = self->closeup->classes,
  };

  return ml_closeup_new (&notes);
}

/* A step before the window of the closeup, whose first step is told of by the recording. */
static MlStep
pass_step (MlJournal *self)
{
  if (self->next_step == self->closeup->first)
    {
      self->deaf = FALSE;
      self->room = CLOSEUP_UNITS;
    }

  return self->next_step++;
}

MlStep
ml_journal_step (MlJournal *self, MlEvent event, MlSerial frame, MlSerial value, const MlSpan *span)
{
  MlDraftUnit *unit;

  if (self->closeup != NULL && self->next_step <= self->closeup->first)
    return pass_step (self);

  unit = add (self, ML_DRAFT_STEP, 2, 0);

  if (unit == NULL)
    return MAX (self->next_step, 1) - 1;

  unit[0].small[0] = event;
  unit[0].words[0] = frame;
  unit[0].words[1] = value;
  unit[1].words[0] = span == NULL ? 0 : span->source;
  unit[1].words[1] = span == NULL ? 0 : span->line;
  unit[1].words[2] = span == NULL ? 0 : span->column;
  unit[1].words[3] = span == NULL ? 0 : span->end_line;
  unit[1].words[4] = span == NULL ? 0 : span->end_column;

  self->draft->whole = self->draft->n;

  if (self->closeup != NULL)
    self->full = self->deaf = self->next_step == self->closeup->end;
  else if (self->draft->n >= FULL_DRAFT)
    seal (self);

  return self->next_step++;
}
