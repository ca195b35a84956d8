/* ml-signatures.c: what a program's functions look like from outside */
#include "ml-signatures.h"

#include <string.h>

#include "ml-heap.h"
#include "ml-program.h"
#include "ml-reader.h"
#include "ml-str.h"
#include "ml-tuple.h"
#include "ml-world.h"

#define PROGRAM_SOURCE 1

struct _MlSignatures
{
  GHashTable *by_code; /* serial -> MlSignature */
};

static void
signature_free (gpointer data)
{
  MlSignature *signature = data;

  g_free (signature->parameters);
  g_strfreev (signature->positional);
  g_strfreev (signature->keyword_only);
  g_free (signature->kinds);
  g_free (signature);
}

static const char *
get_name (const MlCode *code, guint index)
{
  return ml_str_get_utf8 (ml_tuple_get (code->locals_plus_names, index), NULL);
}

static char **
get_names (const MlCode *code, guint first, guint n)
{
  char **names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_strdup (get_name (code, first + i));

  return names;
}

static void
append_parameter (GString *text, const char *stars, const char *name)
{
  g_string_append_printf (text, "%s%s%s", text->len > 0 ? ", " : "", stars, name);
}

/* As inspect.getfullargspec() has them: *args before those that are keyword-only. */
static char *
describe_parameters (const MlCode *code)
{
  GString *text = g_string_new (NULL);
  guint behind = code->n_arguments + code->n_keyword_only;

  for (guint i = 0; i < code->n_arguments; i++)
    append_parameter (text, "", get_name (code, i));

  if ((code->flags & ML_CODE_VARARGS) != 0)
    append_parameter (text, "*", get_name (code, behind++));

  for (guint i = 0; i < code->n_keyword_only; i++)
    append_parameter (text, "", get_name (code, code->n_arguments + i));

  if ((code->flags & ML_CODE_VARKEYWORDS) != 0)
    append_parameter (text, "**", get_name (code, behind));

  return g_string_free (text, FALSE);
}

static gboolean
is_lambda (const MlCode *code)
{
  return g_str_equal (ml_str_get_utf8 (code->name, NULL), "<lambda>");
}

/* The code object among the constants at @index; NULL if that is something else. */
static const MlCode *
get_inner (MlHeap *heap, const MlCode *code, guint index)
{
  MlObject *constant = ml_tuple_get (code->constants, index);

  return constant->type == heap->world->code_type ? (const MlCode *) constant : NULL;
}

static MlSignature *
signature_new (MlHeap *heap, const MlCode *code)
{
  MlSignature *signature = g_new0 (MlSignature, 1);

  signature->parameters = describe_parameters (code);
  signature->positional = get_names (code, 0, code->n_arguments);
  signature->keyword_only = get_names (code, code->n_arguments, code->n_keyword_only);
  signature->first_line = code->first_line;
  signature->n_locals = code->n_locals;
  signature->kinds = g_memdup2 (code->locals_plus_kinds, code->n_locals_plus);

  for (guint i = 0; i < ml_tuple_get_length (code->constants); i++)
    {
      const MlCode *inner = get_inner (heap, code, i);

      signature->has_lambda |= inner != NULL && is_lambda (inner);
    }

  return signature;
}

/* Code nests no deeper than the parser lets it. */
static void
add_code (MlSignatures *self,
          MlHeap *heap,
          const MlCode *code,
          MlMemory *memory,
          const MlThing *recorded)
{
  const MlThing *constants = ml_reader_get_field (memory, recorded, "constants");

  g_hash_table_insert (
      self->by_code, GUINT_TO_POINTER (recorded->serial), signature_new (heap, code));

  for (guint i = 0; constants != NULL && i < constants->regions[ML_REGION_ITEM].n; i++)
    {
      MlSerial serial = constants->regions[ML_REGION_ITEM].slots[i];
      const MlThing *thing = serial != 0 ? ml_memory_get (memory, serial) : NULL;
      const MlCode *inner =
          i < ml_tuple_get_length (code->constants) ? get_inner (heap, code, i) : NULL;

      if (inner != NULL && thing != NULL && thing->kind == ML_KIND_CODE)
        add_code (self, heap, inner, memory, thing);
    }
}

static void
add_program (MlSignatures *self, MlHeap *heap, MlMemory *memory, const MlThing *recorded)
{
  MlRecording *recording = ml_memory_get_recording (memory);
  const char *name = ml_recording_get_source_name (recording, PROGRAM_SOURCE);
  const char *text = ml_recording_get_source_text (recording, PROGRAM_SOURCE);
  g_autoptr (MlSyntaxError) error = NULL;
  MlCode *code = ml_program_compile (heap, name, text, strlen (text), &error);

  if (code == NULL)
    return;

  add_code (self, heap, code, memory, recorded);
  ml_unref (heap, code);
}

/* The module's code at step 0, before anything ran; NULL if nothing ever did. */
static const MlThing *
find_module_code (MlMemory *memory)
{
  guint n;
  const MlSerial *frames = ml_memory_get_frames (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *frame = ml_memory_get (memory, frames[i]);

      if (frame->kind == ML_KIND_FRAME)
        return ml_reader_get_field (memory, frame, "code");
    }

  return NULL;
}

MlSignatures *
ml_signatures_new (MlRecording *recording)
{
  MlSignatures *self = g_new (MlSignatures, 1);
  g_autoptr (MlMemory) memory = ml_memory_new (recording);
  const MlThing *recorded = find_module_code (memory);
  MlHeap *heap = ml_heap_new ();
  MlWorld *world;

  self->by_code = g_hash_table_new_full (NULL, NULL, NULL, signature_free);
  ml_world_init (heap, ml_rules_find (ML_RULES_DEFAULT_VERSION));
  world = heap->world;

  if (recorded != NULL)
    add_program (self, heap, memory, recorded);

  ml_heap_free (heap);
  ml_world_free (world);

  return self;
}

void
ml_signatures_free (MlSignatures *self)
{
  g_hash_table_unref (self->by_code);
  g_free (self);
}

const MlSignature *
ml_signatures_get (const MlSignatures *self, MlSerial code)
{
  return g_hash_table_lookup (self->by_code, GUINT_TO_POINTER (code));
}
