/* ml-recording-file.c: a recording as a file
 *
 *   magic     8 bytes; that they are no text, and their line ends, tell early what mail and FTP do
 *   version   4 bytes, the lowest first
 *   sources   name, text
 *   shapes    name, how its items are read, names of fields, names
 *   texts     each once, in the order in which they get the numbers by which blocks know them
 *   forms     the same, of steps: as ml-form.h tells
 *   spans     all but the first, which is that of no source: their five numbers
 *   sorts     what the first bytes of traits refer to
 *   blocks    steps, where their stretches begin, bytes
 *   checksum  SHA-256 of everything before it
 *
 * Each list begins with its length. A number is as in ml-varint.h, a text its length and its bytes.
 */
#include "ml-recording-file.h"

#include <string.h>

#include "ml-packer.h"
#include "ml-varint.h"

#define MAGIC "\x89MLR\r\n\x1a\n"
#define MAGIC_SIZE 8
#define VERSION_SIZE 4
#define HEAD_SIZE (MAGIC_SIZE + VERSION_SIZE)

G_DEFINE_QUARK (ml_recording_file_error_quark, ml_recording_file_error)

void
ml_recording_file_sum_up (const guint8 *data, gsize size, guint8 *checksum)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = ML_RECORDING_FILE_CHECKSUM_SIZE;

  /* GLib's length is signed. */
  for (gsize done = 0; done < size; done += MIN (size - done, G_MAXINT))
    g_checksum_update (sum, data + done, MIN (size - done, G_MAXINT));

  g_checksum_get_digest (sum, checksum, &length);
}

/* Writing */

static void
put_text (GByteArray *bytes, const char *text, gsize length)
{
  ml_varint_put (bytes, length);
  g_byte_array_append (bytes, (const guint8 *) text, length);
}

static void
put_string (GByteArray *bytes, const char *string)
{
  put_text (bytes, string, strlen (string));
}

static void
put_strings (GByteArray *bytes, const char *const *strings)
{
  ml_varint_put (bytes, g_strv_length ((char **) strings));

  for (guint i = 0; strings[i] != NULL; i++)
    put_string (bytes, strings[i]);
}

static void
put_head (GByteArray *bytes)
{
  guint32 version = GUINT32_TO_LE (ML_RECORDING_FILE_VERSION);

  g_byte_array_append (bytes, (const guint8 *) MAGIC, MAGIC_SIZE);
  g_byte_array_append (bytes, (const guint8 *) &version, VERSION_SIZE);
}

static void
put_sources (GByteArray *bytes, const MlRecording *recording)
{
  guint n = ml_recording_get_n_sources (recording);

  ml_varint_put (bytes, n);

  for (guint i = 1; i <= n; i++)
    {
      put_string (bytes, ml_recording_get_source_name (recording, i));
      put_string (bytes, ml_recording_get_source_text (recording, i));
    }
}

static void
put_shapes (GByteArray *bytes, const MlShapes *shapes)
{
  const MlShape *shape;
  guint n = 0;

  while (ml_shapes_get (shapes, n + 1) != NULL)
    n++;

  ml_varint_put (bytes, n);

  for (guint i = 1; (shape = ml_shapes_get (shapes, i)) != NULL; i++)
    {
      put_string (bytes, shape->name);
      ml_varint_put (bytes, shape->items);
      put_strings (bytes, shape->fields);
      put_strings (bytes, shape->names);
    }
}

static void
put_texts (GByteArray *bytes, const MlTexts *texts)
{
  guint n = ml_texts_get_n (texts);

  ml_varint_put (bytes, n);

  for (guint i = 0; i < n; i++)
    {
      guint32 length;
      const char *text = ml_texts_get (texts, i, &length);

      put_text (bytes, text, length);
    }
}

static void
put_spans (GByteArray *bytes, const MlRoster *spans)
{
  guint32 n = ml_roster_get_length (spans);

  ml_varint_put (bytes, n - 1);

  for (guint32 i = 1; i < n; i++)
    {
      const MlSpan *span = ml_roster_get (spans, i);

      ml_varint_put (bytes, span->source);
      ml_varint_put (bytes, span->line);
      ml_varint_put (bytes, span->column);
      ml_varint_put (bytes, span->end_line);
      ml_varint_put (bytes, span->end_column);
    }
}

static void
put_sorts (GByteArray *bytes, const MlRoster *sorts)
{
  guint32 n = ml_roster_get_length (sorts);

  ml_varint_put (bytes, n);

  for (guint32 i = 0; i < n; i++)
    {
      const MlTapeSort *sort = ml_roster_get (sorts, i);

      ml_varint_put (bytes, sort->type);
      ml_varint_put (bytes, sort->shape);
      ml_varint_put (bytes, sort->kind);
      ml_varint_put (bytes, sort->origin);
      ml_varint_put (bytes, sort->flags);
    }
}

static void
put_blocks (GByteArray *bytes, const MlRecording *recording)
{
  ml_varint_put (bytes, recording->n_blocks);

  for (guint i = 0; i < recording->n_blocks; i++)
    ml_block_put (*(MlBlock **) ml_pile_get (recording->tape->blocks, i), bytes);
}

GBytes *
ml_recording_file_write (const MlRecording *self)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 checksum[ML_RECORDING_FILE_CHECKSUM_SIZE];

  put_head (bytes);
  put_sources (bytes, self);
  put_shapes (bytes, self->shapes);
  put_texts (bytes, self->tape->texts);
  put_texts (bytes, self->tape->forms);
  put_spans (bytes, self->tape->spans);
  put_sorts (bytes, self->tape->sorts);
  put_blocks (bytes, self);
  ml_recording_file_sum_up (bytes->data, bytes->len, checksum);
  g_byte_array_append (bytes, checksum, sizeof checksum);

  return g_byte_array_free_to_bytes (bytes);
}

gboolean
ml_recording_file_save (const MlRecording *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  bytes = ml_recording_file_write (self);

  return g_file_set_contents (
      path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/* Reading. A part that cannot be fails the reader; who reads asks at the end of each list. */

/* The length of a list; each of its elements takes a byte at least. */
static guint32
get_length (MlByteReader *reader)
{
  guint64 n = ml_varint_get (reader);

  if (n > MIN (ml_byte_reader_get_left (reader), G_MAXUINT32))
    {
      ml_byte_reader_fail (reader);
      return 0;
    }

  return n;
}

static const char *
get_bytes (MlByteReader *reader, guint32 *length)
{
  *length = get_length (reader);

  return (const char *) ml_byte_reader_skip (reader, *length);
}

/* A text of valid UTF-8, zeros among it. */
static const char *
get_text (MlByteReader *reader, guint32 *length)
{
  const char *text = get_bytes (reader, length);
  const char *at = text;

  while (text != NULL && !g_utf8_validate_len (at, text + *length - at, &at))
    {
      if (*at != '\0')
        {
          ml_byte_reader_fail (reader);
          break;
        }

      at++;
    }

  return text;
}

/* The same without zeros; "" if there is none. (transfer full) */
static char *
get_string (MlByteReader *reader)
{
  guint32 length;
  const char *text = get_text (reader, &length);

  if (reader->failed || memchr (text, '\0', length) != NULL)
    {
      ml_byte_reader_fail (reader);
      return g_strdup ("");
    }

  return g_strndup (text, length);
}

static char **
get_strings (MlByteReader *reader)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();

  for (guint32 n = get_length (reader); n > 0 && !reader->failed; n--)
    {
      g_autofree char *string = get_string (reader);

      g_strv_builder_add (strings, string);
    }

  return g_strv_builder_end (strings);
}

/* A number that fits where it goes. */
static guint32
get_number (MlByteReader *reader, guint32 max)
{
  guint64 number = ml_varint_get (reader);

  if (number > max)
    {
      ml_byte_reader_fail (reader);
      return 0;
    }

  return number;
}

static void
get_sources (MlByteReader *reader, MlTape *tape)
{
  for (guint32 n = get_length (reader); n > 0 && !reader->failed; n--)
    {
      MlTapeSource source = { .name = get_string (reader) };

      source.text = get_string (reader);
      ml_pile_append (tape->sources, &source);
    }
}

static MlShapes *
get_shapes (MlByteReader *reader)
{
  g_autoptr (MlShapeMaker) maker = ml_shape_maker_new ();

  for (guint32 n = get_length (reader); n > 0 && !reader->failed; n--)
    {
      g_autofree char *name = get_string (reader);
      MlItems items = get_number (reader, ML_ITEMS_SET);
      g_auto (GStrv) fields = get_strings (reader);
      g_auto (GStrv) names = get_strings (reader);

      ml_shape_maker_add (
          maker, name, items, (const char *const *) fields, (const char *const *) names);
    }

  return ml_shape_maker_get (maker);
}

typedef const char *(*GetText) (MlByteReader *reader, guint32 *length);

/* Fails if one is not new: then those that follow would have other numbers. */
static void
get_texts (MlByteReader *reader, MlTexts *texts, GetText get)
{
  for (guint32 n = get_length (reader); n > 0 && !reader->failed; n--)
    {
      guint32 number = ml_texts_get_n (texts);
      guint32 length;
      const char *text = get (reader, &length);

      if (!reader->failed && ml_texts_add (texts, text, length) != number)
        ml_byte_reader_fail (reader);
    }
}

/* Fails if @element is not new, for the same reason. */
static void
add_element (MlByteReader *reader, MlRoster *roster, gconstpointer element)
{
  guint32 n = ml_roster_get_length (roster);

  if (ml_roster_add (roster, element) != n)
    ml_byte_reader_fail (reader);
}

/* A span may lie outside of its source: who shows it sees to that, for the text may be edited. */
static void
get_spans (MlByteReader *reader, MlTape *tape)
{
  guint n_sources = ml_pile_get_length (tape->sources);

  for (guint32 n = get_length (reader); n > 0 && !reader->failed; n--)
    {
      MlSpan span = { .source = get_number (reader, n_sources) };

      span.line = get_number (reader, G_MAXINT32);
      span.column = get_number (reader, G_MAXINT32);
      span.end_line = get_number (reader, G_MAXINT32);
      span.end_column = get_number (reader, G_MAXINT32);
      add_element (reader, tape->spans, &span);
    }
}

static void
get_sorts (MlByteReader *reader, MlTape *tape)
{
  for (guint32 n = get_length (reader); n > 0 && !reader->failed; n--)
    {
      MlTapeSort sort = { .type = get_number (reader, G_MAXUINT32) };

      sort.shape = get_number (reader, G_MAXUINT32);
      sort.kind = get_number (reader, ML_N_KINDS - 1);
      sort.origin = get_number (reader, ML_N_ORIGINS - 1);
      sort.flags = get_number (reader, G_MAXUINT8);
      add_element (reader, tape->sorts, &sort);
    }
}

/* The longest of the recordings that the blocks make; NULL if one of them cannot be. */
static MlRecording *
get_blocks (MlByteReader *reader, MlTape *tape, MlShapes *shapes)
{
  g_autoptr (MlPacker) packer = ml_packer_new (tape);
  g_autoptr (MlRecording) recording = NULL;
  MlStep first = 0;

  for (guint32 n = get_length (reader); n > 0; n--)
    {
      MlBlock *block = ml_block_get (reader, first);

      g_clear_pointer (&recording, ml_recording_unref);

      if (block == NULL)
        return NULL;

      first += ml_block_get_n_steps (block);
      recording = ml_packer_adopt (packer, block, shapes);

      if (recording == NULL)
        return NULL;
    }

  return g_steal_pointer (&recording);
}

static MlRecording *
get_recording (MlByteReader *reader)
{
  g_autoptr (MlTape) tape = ml_tape_new ();
  g_autoptr (MlRecording) recording = NULL;
  g_autoptr (MlShapes) shapes = NULL;

  get_sources (reader, tape);
  shapes = get_shapes (reader);
  get_texts (reader, tape->texts, get_text);
  get_texts (reader, tape->forms, get_bytes);
  get_spans (reader, tape);
  get_sorts (reader, tape);

  if (!reader->failed)
    recording = get_blocks (reader, tape, shapes);

  return ml_byte_reader_get_left (reader) == 0 ? g_steal_pointer (&recording) : NULL;
}

static gboolean
check_head (const guint8 *data, gsize size, GError **error)
{
  guint32 version;

  if (size < HEAD_SIZE || memcmp (data, MAGIC, MAGIC_SIZE) != 0)
    {
      g_set_error_literal (error,
                           ML_RECORDING_FILE_ERROR,
                           ML_RECORDING_FILE_ERROR_FORMAT,
                           "is no recording of Memory Lane");
      return FALSE;
    }

  memcpy (&version, data + MAGIC_SIZE, VERSION_SIZE);
  version = GUINT32_FROM_LE (version);

  if (version == ML_RECORDING_FILE_VERSION)
    return TRUE;

  g_set_error (error,
               ML_RECORDING_FILE_ERROR,
               ML_RECORDING_FILE_ERROR_VERSION,
               "is a recording of version %u; this program reads version %u",
               version,
               ML_RECORDING_FILE_VERSION);

  return FALSE;
}

static gboolean
has_right_checksum (const guint8 *data, gsize size)
{
  guint8 checksum[ML_RECORDING_FILE_CHECKSUM_SIZE];

  if (size < HEAD_SIZE + sizeof checksum)
    return FALSE;

  ml_recording_file_sum_up (data, size - sizeof checksum, checksum);

  return memcmp (checksum, data + size - sizeof checksum, sizeof checksum) == 0;
}

MlRecording *
ml_recording_file_read (const guint8 *data, gsize size, GError **error)
{
  MlRecording *recording = NULL;
  MlByteReader reader;

  if (!check_head (data, size, error))
    return NULL;

  if (has_right_checksum (data, size))
    {
      reader = (MlByteReader){ .at = data + HEAD_SIZE,
                               .end = data + size - ML_RECORDING_FILE_CHECKSUM_SIZE,
                               .doubtful = TRUE };
      recording = get_recording (&reader);
    }

  if (recording == NULL)
    g_set_error_literal (error,
                         ML_RECORDING_FILE_ERROR,
                         ML_RECORDING_FILE_ERROR_DAMAGED,
                         "is a damaged recording: cut off, or changed since it was written");

  return recording;
}
