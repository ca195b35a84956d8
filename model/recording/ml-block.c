/* ml-block.c: a sealed block of steps */
#include "ml-block.h"

#include "ml-varint.h"

struct _MlBlock
{
  MlStep first;
  guint n_steps;
  GArray *starts; /* of guint32: where each stretch begins */
  MlBuffer bytes; /* of all stretches */
};

MlBlock *
ml_block_new (MlStep first)
{
  MlBlock *self = g_new0 (MlBlock, 1);

  self->first = first;
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

void
ml_block_free (MlBlock *self)
{
  g_array_unref (self->starts);
  ml_buffer_clear (&self->bytes);
  g_free (self);
}

void
ml_block_add (MlBlock *self, MlEncoder *encoder)
{
  guint32 start = self->bytes.n;

  g_array_append_val (self->starts, start);
  self->n_steps += ml_encoder_get_n_steps (encoder);
  ml_encoder_end (encoder, &self->bytes);
}

void
ml_block_seal (MlBlock *self)
{
  self->bytes.room = self->bytes.n;
  self->bytes.data = g_realloc (self->bytes.data, self->bytes.room);
}

MlStep
ml_block_get_first (const MlBlock *self)
{
  return self->first;
}

guint
ml_block_get_n_steps (const MlBlock *self)
{
  return self->n_steps;
}

guint64
ml_block_get_bytes (const MlBlock *self)
{
  return sizeof *self + self->starts->len * sizeof (guint32) + self->bytes.n;
}

static guint32
get_start (const MlBlock *self, guint index)
{
  return g_array_index (self->starts, guint32, index);
}

guint64
ml_block_get_stretch_bytes (const MlBlock *self, MlStep step)
{
  guint index = (step - self->first) / ML_BLOCK_STRETCH;
  guint32 end = index + 1 < self->starts->len ? get_start (self, index + 1) : self->bytes.n;

  return sizeof (guint32) + end - get_start (self, index);
}

void
ml_block_put (const MlBlock *self, GByteArray *bytes)
{
  guint32 before = 0;

  ml_varint_put (bytes, self->n_steps);

  for (guint i = 1; i < self->starts->len; i++)
    {
      guint32 start = get_start (self, i);

      ml_varint_put (bytes, start - before);
      before = start;
    }

  ml_varint_put (bytes, self->bytes.n);
  g_byte_array_append (bytes, self->bytes.data, self->bytes.n);
}

static gboolean
get_starts (MlBlock *self, MlByteReader *bytes)
{
  guint n = (self->n_steps - 1) / ML_BLOCK_STRETCH + 1;
  guint64 start = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 kept = start;
      guint64 length = i + 1 < n ? ml_varint_get (bytes) : 0;

      if (length > ml_byte_reader_get_left (bytes))
        return FALSE;

      g_array_append_val (self->starts, kept);
      start += length;
    }

  return start <= G_MAXUINT32;
}

MlBlock *
ml_block_get (MlByteReader *bytes, MlStep first)
{
  g_autoptr (MlBlock) self = ml_block_new (first);
  guint64 n_steps = ml_varint_get (bytes);
  const guint8 *data;
  guint64 length;

  /* A step takes a byte at least, so that a short file cannot claim many. */
  if (n_steps == 0 || n_steps > ml_byte_reader_get_left (bytes) || n_steps > G_MAXUINT32 - first)
    return NULL;

  self->n_steps = n_steps;

  if (!get_starts (self, bytes))
    return NULL;

  length = ml_varint_get (bytes);
  data = length > 0 && length <= G_MAXINT ? ml_byte_reader_skip (bytes, length) : NULL;

  if (data == NULL || get_start (self, self->starts->len - 1) > length)
    return NULL;

  ml_buffer_put (&self->bytes, data, length);

  return g_steal_pointer (&self);
}

static MlByteReader
open_stretch (const MlBlock *self, MlStep step)
{
  guint index = (step - self->first) / ML_BLOCK_STRETCH;

  return (MlByteReader){ .at = self->bytes.data + get_start (self, index) };
}

static gboolean
read (const MlBlock *self, MlByteReader *bytes, const MlTape *tape, MlStep step, MlStretch *stretch)
{
  guint before = (step - self->first) / ML_BLOCK_STRETCH * ML_BLOCK_STRETCH;

  return ml_decoder_read (
      bytes, self->first + before, MIN (ML_BLOCK_STRETCH, self->n_steps - before), tape, stretch);
}

void
ml_block_read (const MlBlock *self, const MlTape *tape, MlStep step, MlStretch *stretch)
{
  MlByteReader bytes = open_stretch (self, step);

  read (self, &bytes, tape, step, stretch);
}

gboolean
ml_block_read_doubtful (const MlBlock *self, const MlTape *tape, MlStep step, MlStretch *stretch)
{
  MlByteReader bytes = open_stretch (self, step);

  bytes.end = self->bytes.data + self->bytes.n;
  bytes.doubtful = TRUE;

  return read (self, &bytes, tape, step, stretch);
}

MlStepInfo
ml_block_get_step (const MlBlock *self, const MlTape *tape, MlStep step)
{
  MlByteReader bytes = open_stretch (self, step);

  return ml_decoder_read_step (&bytes, (step - self->first) % ML_BLOCK_STRETCH, tape);
}
