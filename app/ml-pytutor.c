/* ml-pytutor.c: a recording as the trace that Online Python Tutor's page plays */
#include "ml-pytutor.h"

#include <string.h>

#include "ml-exception-text.h"
#include "ml-heap.h"
#include "ml-program.h"
#include "ml-pytutor-frame.h"
#include "ml-reader.h"
#include "ml-recording-json.h"
#include "ml-world.h"

#define PROGRAM_SOURCE 1

typedef struct
{
  MlRecording *recording;
  MlMemory *memory;
  MlSignatures *signatures;
  MlPytutorHeap *heap;
  MlSerial module;    /* its frame */
  GPtrArray *frames;  /* of MlPytutorFrame: on the stack, and zombies; by number */
  guint n_frames;     /* that there ever were */
  GPtrArray *globals; /* names, in the order in which they first appeared */
  GHashTable *known;  /* the same as a set */
  guint n_entries;
  gboolean has_failed; /* the last entry is an exception of the module */
  GString *json;
} Trace;

static void
put_string (GString *json, const char *text)
{
  ml_json_put_text (json, text, strlen (text));
}

static const MlThing *
get_field (Trace *self, MlSerial serial, const char *name)
{
  return ml_reader_get_field (self->memory, ml_memory_get (self->memory, serial), name);
}

/* (transfer full) */
static char *
get_function_name (Trace *self, MlSerial frame)
{
  const MlThing *thing = ml_memory_get (self->memory, frame);

  return g_strdup (ml_recording_get_shape (self->recording, thing->shape)->name);
}

/* Which steps give entries */

/* Whether the line on which the code begins is that of a class statement: one that is decorated
 * begins with its decorator, and is shown like a function. */
static gboolean
begins_with_class (Trace *self, guint line)
{
  const char *text = ml_recording_get_source_text (self->recording, PROGRAM_SOURCE);

  for (guint i = 1; i < line && text != NULL; i++)
    {
      text = strchr (text, '\n');
      text = text != NULL ? text + 1 : NULL;
    }

  while (text != NULL && (*text == ' ' || *text == '\t'))
    text++;

  return text != NULL && g_str_has_prefix (text, "class ");
}

static gboolean
is_class_body (Trace *self, MlSerial frame)
{
  const MlThing *code = get_field (self, frame, "code");
  const MlSignature *signature =
      code != NULL ? ml_signatures_get (self->signatures, code->serial) : NULL;

  return frame != self->module && signature != NULL && get_field (self, frame, "locals") != NULL &&
         begins_with_class (self, signature->first_line);
}

static gboolean
is_in_class_body (Trace *self)
{
  guint n;
  const MlSerial *frames = ml_memory_get_frames (self->memory, &n);

  for (guint i = 0; i < n; i++)
    if (ml_memory_get (self->memory, frames[i])->kind == ML_KIND_FRAME &&
        is_class_body (self, frames[i]))
      return TRUE;

  return FALSE;
}

static gboolean
gives_entry (Trace *self, const MlStepInfo *info)
{
  g_autofree char *name = NULL;

  if (info->event == ML_EVENT_START || info->event == ML_EVENT_END ||
      info->event == ML_EVENT_CLOSED || info->span.source != PROGRAM_SOURCE)
    return FALSE;

  name = get_function_name (self, info->frame);

  return !g_str_equal (name, "__new__") && !g_str_equal (name, "__repr__") &&
         !is_in_class_body (self);
}

static gboolean
is_call (const MlStepInfo *info)
{
  return info->event == ML_EVENT_CALL || info->event == ML_EVENT_RESUME;
}

static gboolean
is_return (const MlStepInfo *info)
{
  return info->event == ML_EVENT_RETURN || info->event == ML_EVENT_YIELD;
}

/* The parts of an entry */

static void
note_global (Trace *self, const char *name)
{
  if (g_hash_table_contains (self->known, name))
    return;

  g_ptr_array_add (self->globals, g_strdup (name));
  g_hash_table_add (self->known, g_ptr_array_index (self->globals, self->globals->len - 1));
}

static void
put_globals (Trace *self)
{
  const MlThing *dict = get_field (self, self->module, "locals");
  const MlSlots *items = &dict->regions[ML_REGION_ITEM];
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  g_string_append (self->json, ",\"globals\":{");

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      const MlThing *key =
          items->slots[i] != 0 ? ml_memory_get (self->memory, items->slots[i]) : NULL;

      if (key == NULL || key->kind != ML_KIND_STR || items->slots[i + 1] == 0 ||
          ml_pytutor_is_hidden (key->value.text))
        continue;

      note_global (self, key->value.text);
      g_hash_table_add (present, (gpointer) key->value.text);
      g_string_append (self->json, n++ > 0 ? "," : "");
      put_string (self->json, key->value.text);
      g_string_append_c (self->json, ':');
      ml_pytutor_heap_put_value (self->heap, self->json, items->slots[i + 1]);
    }

  g_string_append (self->json, "},\"ordered_globals\":[");

  for (guint i = 0, m = 0; i < self->globals->len; i++)
    {
      const char *name = g_ptr_array_index (self->globals, i);

      if (!g_hash_table_contains (present, name))
        continue;

      g_string_append (self->json, m++ > 0 ? "," : "");
      put_string (self->json, name);
    }

  g_string_append_c (self->json, ']');
}

static void
put_frames (Trace *self, const MlStepInfo *info)
{
  g_string_append (self->json, ",\"stack_to_render\":[");

  for (guint i = 0; i < self->frames->len; i++)
    {
      MlPytutorFrame *frame = g_ptr_array_index (self->frames, i);

      g_string_append (self->json, i > 0 ? "," : "");
      ml_pytutor_frame_put (frame, self->json, self->frames, self->heap, info);
    }

  g_string_append_c (self->json, ']');
}

static void
put_entry (Trace *self, const MlStepInfo *info)
{
  static const char *const events[] = {
    [ML_EVENT_LINE] = "step_line", [ML_EVENT_CALL] = "call",    [ML_EVENT_RESUME] = "call",
    [ML_EVENT_RETURN] = "return",  [ML_EVENT_YIELD] = "return", [ML_EVENT_EXCEPTION] = "exception",
  };
  g_autofree char *name = get_function_name (self, info->frame);

  g_string_append (self->json, self->n_entries++ > 0 ? ",\n" : "");
  g_string_append_printf (self->json,
                          "{\"line\":%u,\"event\":\"%s\",\"func_name\":",
                          info->span.line,
                          events[info->event]);
  put_string (self->json, name);
  ml_pytutor_heap_begin (self->heap);
  put_globals (self);
  put_frames (self, info);
  g_string_append (self->json, ",\"heap\":{");
  ml_pytutor_heap_put_objects (self->heap, self->json);
  g_string_append (self->json, "},\"stdout\":");
  put_string (self->json, ml_memory_get_output (self->memory, 1));

  if (info->event == ML_EVENT_EXCEPTION)
    {
      g_autofree char *text = ml_exception_text (self->memory, info->value);

      g_string_append (self->json, ",\"exception_msg\":");
      put_string (self->json, text);
    }

  g_string_append_c (self->json, '}');
}

/* One step */

static MlPytutorFrame *
find_running (Trace *self, MlSerial serial)
{
  for (guint i = self->frames->len; i > 0; i--)
    {
      MlPytutorFrame *frame = g_ptr_array_index (self->frames, i - 1);

      if (ml_pytutor_frame_runs (frame, serial))
        return frame;
    }

  return NULL;
}

static void
take_step (Trace *self, const MlStepInfo *info)
{
  MlPytutorFrame *frame;

  if (is_call (info))
    g_ptr_array_add (self->frames,
                     ml_pytutor_frame_new (self->memory,
                                           self->signatures,
                                           self->heap,
                                           self->frames,
                                           info->frame,
                                           ++self->n_frames));

  frame = find_running (self, info->frame);

  if (frame != NULL)
    ml_pytutor_frame_find_children (frame, self->heap);

  put_entry (self, info);

  if (frame != NULL && is_return (info) && !ml_pytutor_frame_end (frame, self->heap, info->value))
    g_ptr_array_remove (self->frames, frame);
}

static gboolean
find_text (const MlChange *change, gpointer user_data)
{
  if (change->type == ML_CHANGE_OUTPUT && change->stream == 1)
    g_string_append (user_data, change->text);

  return TRUE;
}

/* input() had no answer: the page asks for one, and the program is run again with it. */
static gboolean
put_question (Trace *self, const MlStepInfo *info)
{
  g_autofree char *text =
      info->event == ML_EVENT_EXCEPTION ? ml_exception_text (self->memory, info->value) : NULL;
  g_autoptr (GString) prompt = NULL;

  if (g_strcmp0 (text, "EOFError: EOF when reading a line") != 0)
    return FALSE;

  prompt = g_string_new (NULL);
  ml_recording_foreach_change (
      self->recording, ml_memory_get_step (self->memory), find_text, prompt);
  g_string_append (self->json, self->n_entries++ > 0 ? ",\n" : "");
  g_string_append (self->json, "{\"event\":\"raw_input\",\"prompt\":");
  put_string (self->json, prompt->str);
  g_string_append_c (self->json, '}');

  return TRUE;
}

static void
put_limit (Trace *self)
{
  g_string_append_printf (self->json,
                          ",\n{\"event\":\"instruction_limit_reached\",\"exception_msg\":"
                          "\"Stopped after %u steps: this page shows no more\"}",
                          ML_PYTUTOR_MAX_ENTRIES);
}

/* An exception that nobody catches: what the module returns then is not told. */
static gboolean
is_end_of_failure (Trace *self, const MlStepInfo *info)
{
  return self->has_failed && info->frame == self->module && info->event == ML_EVENT_RETURN &&
         info->value == 0;
}

static void
put_entries (Trace *self)
{
  for (MlStep step = 0; step <= ml_recording_get_last_step (self->recording); step++)
    {
      MlStepInfo info = ml_recording_get_step (self->recording, step);

      ml_memory_seek (self->memory, step);

      if (!gives_entry (self, &info))
        continue;

      if (is_end_of_failure (self, &info) || put_question (self, &info))
        return;

      if (self->n_entries == ML_PYTUTOR_MAX_ENTRIES)
        {
          put_limit (self);
          return;
        }

      take_step (self, &info);
      self->has_failed = info.frame == self->module && info.event == ML_EVENT_EXCEPTION;
    }
}

static MlSerial
find_module (MlMemory *memory)
{
  guint n;
  const MlSerial *frames = ml_memory_get_frames (memory, &n);

  for (guint i = 0; i < n; i++)
    if (ml_memory_get (memory, frames[i])->kind == ML_KIND_FRAME)
      return frames[i];

  return 0;
}

char *
ml_pytutor_write (MlRecording *recording)
{
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  g_autoptr (MlSignatures) signatures = ml_signatures_new (recording);
  g_autoptr (MlPytutorHeap) heap = ml_pytutor_heap_new (memory, signatures);
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func (ml_pytutor_frame_free);
  g_autoptr (GPtrArray) globals = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  Trace self = {
    .recording = recording,
    .memory = memory,
    .signatures = signatures,
    .heap = heap,
    .module = find_module (memory),
    .frames = frames,
    .globals = globals,
    .known = known,
    .json = g_string_new ("{\"code\":"),
  };

  put_string (self.json,
              ml_recording_get_n_sources (recording) > 0
                  ? ml_recording_get_source_text (recording, PROGRAM_SOURCE)
                  : "");
  g_string_append (self.json, ",\"trace\":[\n");
  put_entries (&self);
  g_string_append (self.json, "]}\n");

  return g_string_free (self.json, FALSE);
}

static void
put_syntax_error (GString *json, const MlSyntaxError *error)
{
  g_autofree char *text = g_strdup_printf ("%s: %s (<string>, line %u)",
                                           ml_syntax_error_get_type_name (error),
                                           error->message,
                                           error->line);

  g_string_append_printf (json, "{\"event\":\"uncaught_exception\",\"line\":%u,", error->line);

  if (error->offset != 0)
    g_string_append_printf (json, "\"offset\":%u,", error->offset);

  g_string_append (json, "\"exception_msg\":");
  put_string (json, text);
  g_string_append_c (json, '}');
}

char *
ml_pytutor_write_refusal (const char *text, gsize length)
{
  g_autoptr (MlSyntaxError) error = NULL;
  MlHeap *heap = ml_heap_new ();
  GString *json = g_string_new ("{\"code\":");
  MlWorld *world;
  MlCode *code;

  ml_world_init (heap, ml_rules_find (ML_RULES_DEFAULT_VERSION));
  world = heap->world;
  code = ml_program_compile (heap, "<string>", text, length, &error);

  if (code != NULL)
    ml_unref (heap, code);

  ml_heap_free (heap);
  ml_world_free (world);

  ml_json_put_text (json, text, length);
  g_string_append (json, ",\"trace\":[\n");

  if (error != NULL)
    put_syntax_error (json, error);

  g_string_append (json, "]}\n");

  return g_string_free (json, FALSE);
}
