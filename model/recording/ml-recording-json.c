/* ml-recording-json.c: a recording as JSON lines */
#include "ml-recording-json.h"

#include <math.h>
#include <string.h>

#include "ml-delta.h"
#include "ml-recording-private.h"

static const char *const regions[] = { "type", "field", "name", "item", "stack" };
static const char *const item_kinds[] = { "none", "sequence", "pairs", "set" };

/* Strings are UTF-8 already: only what JSON cannot have in a string is escaped. */
void
ml_json_put_text (GString *line, const char *text, gsize length)
{
  g_string_append_c (line, '"');

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"' || text[i] == '\\')
        g_string_append_c (line, '\\');

      if ((guchar) text[i] < 0x20)
        g_string_append_printf (line, "\\u%04x", (guint) text[i]);
      else
        g_string_append_c (line, text[i]);
    }

  g_string_append_c (line, '"');
}

static void
put_string (GString *line, const char *string)
{
  ml_json_put_text (line, string, strlen (string));
}

/* 0 is no thing. */
static void
put_serial (GString *line, const char *name, MlSerial serial)
{
  if (serial == 0)
    g_string_append_printf (line, ",\"%s\":null", name);
  else
    g_string_append_printf (line, ",\"%s\":%u", name, serial);
}

/* A double always has a point or an exponent, by which it is told from an int. */
static void
put_double (GString *line, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    {
      const char *name = isnan (number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity";

      g_string_append_printf (line, "{\"double\":\"%s\"}", name);
      return;
    }

  g_ascii_dtostr (buffer, sizeof buffer, number);
  g_string_append (line, buffer);

  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (line, ".0");
}

static void
put_value (GString *line, const MlValue *value)
{
  g_string_append (line, ",\"value\":");

  switch (value->type)
    {
    case ML_VALUE_NONE:
      g_string_append (line, "null");
      break;
    case ML_VALUE_INT:
      g_string_append_printf (line, "%" G_GINT64_FORMAT, value->integer);
      break;
    case ML_VALUE_DOUBLE:
      put_double (line, value->number);
      break;
    case ML_VALUE_TEXT:
      ml_json_put_text (line, value->text, value->length);
      break;
    }
}

static void
put_strings (GString *line, const char *name, const char *const *strings)
{
  g_string_append_printf (line, ",\"%s\":[", name);

  for (guint i = 0; strings[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');

      put_string (line, strings[i]);
    }

  g_string_append_c (line, ']');
}

static void
put_slot (GString *line, const char *name, MlSlot slot)
{
  g_string_append_printf (
      line, ",\"%s\":[\"%s\",%u]", name, regions[ML_SLOT_REGION (slot)], ML_SLOT_INDEX (slot));
}

static void
put_boolean (GString *line, const char *name, gboolean value)
{
  g_string_append_printf (line, ",\"%s\":%s", name, value ? "true" : "false");
}

static void
put_traits (GString *line, const MlTraits *traits)
{
  put_serial (line, "type", traits->type);
  g_string_append_printf (line,
                          ",\"shape\":%u,\"kind\":\"%s\",\"origin\":\"%s\"",
                          traits->shape,
                          ml_kind_get_name (traits->kind),
                          ml_origin_get_name (traits->origin));
  put_boolean (line, "immortal", (traits->flags & ML_THING_IMMORTAL) != 0);
  put_boolean (line, "hidden", (traits->flags & ML_THING_HIDDEN) != 0);
  put_boolean (line, "mutable", (traits->flags & ML_THING_MUTABLE) != 0);
  g_string_append_printf (line,
                          ",\"address\":%" G_GUINT64_FORMAT ",\"size\":%u,\"capacity\":%u",
                          traits->address,
                          traits->size,
                          traits->capacity);
  put_value (line, &traits->value);
}

static void
put_order (GString *line, const MlDelta *delta, const GArray *orders)
{
  g_string_append (line, ",\"order\":[");

  for (guint32 i = 0; i < delta->permute.n; i++)
    g_string_append_printf (
        line, i > 0 ? ",%u" : "%u", g_array_index (orders, guint32, delta->permute.start + i));

  g_string_append_c (line, ']');
}

static void
put_change (GString *line, const MlDelta *delta, const GArray *orders)
{
  static const char *const names[] = {
    [ML_CHANGE_BIRTH] = "birth",
    [ML_CHANGE_DEATH] = "death",
    [ML_CHANGE_SET] = "set",
    [ML_CHANGE_SHIFT] = "shift",
    [ML_CHANGE_PERMUTE] = "permute",
    [ML_CHANGE_RESIZE] = "resize",
    [ML_CHANGE_REVALUE] = "revalue",
    [ML_CHANGE_RETYPE] = "retype",
    [ML_CHANGE_IMMORTALITY] = "immortality",
    [ML_CHANGE_ENTER] = "enter",
    [ML_CHANGE_LEAVE] = "leave",
    [ML_CHANGE_OUTPUT] = "output",
    [ML_CHANGE_INPUT] = "input",
    [ML_CHANGE_REMARK] = "remark",
  };

  g_string_append_printf (line, "{\"change\":\"%s\"", names[delta->type]);
  put_serial (line, "thing", delta->thing);

  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      put_traits (line, &delta->traits);
      break;
    case ML_CHANGE_SET:
      put_slot (line, "slot", delta->set.slot);
      put_serial (line, "old", delta->set.old);
      put_serial (line, "new", delta->set.new);
      break;
    case ML_CHANGE_SHIFT:
      put_slot (line, "from", delta->shift.from);
      put_slot (line, "to", delta->shift.to);
      g_string_append_printf (line, ",\"n\":%u", delta->shift.n);
      break;
    case ML_CHANGE_PERMUTE:
      put_order (line, delta, orders);
      break;
    case ML_CHANGE_RESIZE:
      g_string_append_printf (
          line, ",\"size\":%u,\"capacity\":%u", delta->resize.new_size, delta->resize.new_capacity);
      break;
    case ML_CHANGE_REVALUE:
      put_value (line, &delta->revalue.new);
      break;
    case ML_CHANGE_RETYPE:
      put_serial (line, "type", delta->retype.new_type);
      g_string_append_printf (line, ",\"shape\":%u", delta->retype.new_shape);
      break;
    case ML_CHANGE_OUTPUT:
      g_string_append_printf (line, ",\"stream\":%u", delta->stream);
      G_GNUC_FALLTHROUGH;
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      g_string_append (line, ",\"text\":");
      ml_json_put_text (line, delta->text.text, delta->text.length);
      break;
    case ML_CHANGE_DEATH:
    case ML_CHANGE_IMMORTALITY:
    case ML_CHANGE_ENTER:
    case ML_CHANGE_LEAVE:
      break;
    }

  g_string_append_c (line, '}');
}

static void
put_head (GString *line, const MlRecording *recording)
{
  guint n_sources = ml_recording_get_n_sources (recording);
  const MlShape *shape;

  g_string_append_printf (line,
                          "{\"format\":\"memory-lane\",\"version\":%u,\"last_step\":%u",
                          ML_RECORDING_JSON_VERSION,
                          ml_recording_get_last_step (recording));
  g_string_append (line, ",\"sources\":[");

  for (guint i = 1; i <= n_sources; i++)
    {
      g_string_append (line, i > 1 ? ",{\"name\":" : "{\"name\":");
      put_string (line, ml_recording_get_source_name (recording, i));
      g_string_append (line, ",\"text\":");
      put_string (line, ml_recording_get_source_text (recording, i));
      g_string_append_c (line, '}');
    }

  g_string_append (line, "],\"shapes\":[");

  for (guint i = 1; (shape = ml_recording_get_shape (recording, i)) != NULL; i++)
    {
      g_string_append (line, i > 1 ? ",{\"name\":" : "{\"name\":");
      put_string (line, shape->name);
      g_string_append_printf (line, ",\"items\":\"%s\"", item_kinds[shape->items]);
      put_strings (line, "fields", shape->fields);
      put_strings (line, "names", shape->names);
      g_string_append_c (line, '}');
    }

  g_string_append (line, "]}\n");
}

static void
put_span (GString *line, const MlSpan *span)
{
  if (span->source == 0)
    g_string_append (line, ",\"span\":null");
  else
    g_string_append_printf (line,
                            ",\"span\":[%u,%u,%u,%u,%u]",
                            span->source,
                            span->line,
                            span->column,
                            span->end_line,
                            span->end_column);
}

static void
put_step (GString *line, const MlStretch *stretch, MlStep step)
{
  const MlStepDelta *delta = ml_stretch_get (stretch, step);
  guint start = ml_stretch_start (stretch, step);

  g_string_append_printf (
      line, "{\"step\":%u,\"event\":\"%s\"", step, ml_event_get_name (delta->info.event));
  put_serial (line, "frame", delta->info.frame);
  put_serial (line, "value", delta->info.value);
  put_span (line, &delta->info.span);
  g_string_append_printf (line, ",\"depth\":%u,\"changes\":[", delta->info.depth);

  for (guint i = start; i < delta->end; i++)
    {
      if (i > start)
        g_string_append_c (line, ',');

      put_change (line, &g_array_index (stretch->deltas, MlDelta, i), stretch->orders);
    }

  g_string_append (line, "]}\n");
}

gboolean
ml_recording_json_write (const MlRecording *self,
                         MlRecordingJsonSink sink,
                         gpointer user_data,
                         GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  MlStretch stretch;
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  put_head (line, self);
  done = sink (line->str, line->len, user_data, error);
  ml_stretch_init (&stretch);

  for (MlStep step = 0; done && step <= ml_recording_get_last_step (self); step++)
    {
      if (!ml_stretch_has (&stretch, step))
        ml_recording_read_stretch (self, step, &stretch);

      g_string_truncate (line, 0);
      put_step (line, &stretch, step);
      done = sink (line->str, line->len, user_data, error);
    }

  ml_stretch_clear (&stretch);

  return done;
}
