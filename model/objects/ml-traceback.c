/* ml-traceback.c: tracebacks and frame objects */
#include "ml-exception.h"
#include "ml-generator.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"

enum
{
  TRACEBACK_NEXT,
  TRACEBACK_FRAME
};

MlObject *
ml_traceback_new (MlHeap *heap, MlObject *next, MlObject *frame, guint32 instruction, guint32 line)
{
  MlTraceback *self = ml_heap_allocate (heap, heap->world->traceback_type, sizeof (MlTraceback));

  if (self == NULL)
    return NULL;

  self->next = next != NULL ? ml_ref (next) : NULL;
  self->frame = ml_ref (frame);
  self->instruction = instruction;
  self->line = line;
  ml_heap_track (heap, self);

  return &self->object;
}

static void
traceback_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlTraceback *self = (MlTraceback *) object;

  if (self->next != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, TRACEBACK_NEXT), self->next, data);

  if (self->frame != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, TRACEBACK_FRAME), self->frame, data);
}

static MlObject *
traceback_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlTraceback *self = (MlTraceback *) object;
  gpointer places[] = { &self->next, &self->frame };

  return ml_heap_give_up_fields (heap, self, 0, places, G_N_ELEMENTS (places), cursor);
}

static void
traceback_clear (MlHeap *heap, MlObject *object)
{
  MlTraceback *self = (MlTraceback *) object;

  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, TRACEBACK_NEXT), &self->next, NULL);
  ml_heap_store (heap, self, ML_SLOT (ML_REGION_FIELD, TRACEBACK_FRAME), &self->frame, NULL);
}

static MlObject *
traceback_get_next (MlHeap *heap, MlObject *object)
{
  MlObject *next = ((MlTraceback *) object)->next;

  return ml_ref (next != NULL ? next : ml_none (heap));
}

static MlObject *
traceback_get_frame (MlHeap *heap, MlObject *object)
{
  MlObject *frame = ((MlTraceback *) object)->frame;

  return ml_ref (frame != NULL ? frame : ml_none (heap));
}

static MlObject *
traceback_get_line (MlHeap *heap, MlObject *object)
{
  return ml_int_new (heap, ((MlTraceback *) object)->line);
}

static MlObject *
traceback_get_instruction (MlHeap *heap, MlObject *object)
{
  return ml_int_new (heap, 2 * (gint64) ((MlTraceback *) object)->instruction);
}

static const MlGetter traceback_getters[] = {
  { "tb_next", traceback_get_next, NULL },
  { "tb_frame", traceback_get_frame, NULL },
  { "tb_lineno", traceback_get_line, NULL },
  { "tb_lasti", traceback_get_instruction, NULL },
  { NULL },
};

static const char *const traceback_fields[] = { "tb_next", "tb_frame", NULL };

const MlTypeSpec ml_traceback_spec = {
  .name = "traceback",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlTraceback),
  .python_size = 40,
  .kind = ML_KIND_TRACEBACK,
  .fields = traceback_fields,
  .getters = traceback_getters,
  .slots = {
    .traverse = traceback_traverse,
    .dismantle = traceback_dismantle,
    .clear = traceback_clear,
  },
};

/* frame */

MlObject *
ml_frame_object_new (MlHeap *heap, MlFrame *frame)
{
  MlFrameObject *self =
      ml_heap_allocate (heap, heap->world->frame_object_type, sizeof (MlFrameObject));

  if (self == NULL)
    return NULL;

  self->frame = frame;
  ml_heap_track (heap, self);

  return &self->object;
}

/* A frame that still runs holds its references itself. */
static void
frame_traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlFrameObject *self = (MlFrameObject *) object;

  if (self->owns_frame && self->frame != NULL)
    heap->frame_hooks->traverse (heap, self->frame, visit, data);
}

static MlSerial
frame_tell (MlHeap *heap, MlObject *object)
{
  MlFrameObject *self = (MlFrameObject *) object;

  return self->frame != NULL ? heap->frame_hooks->tell (heap, self->frame) : 0;
}

static MlObject *
frame_dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlFrameObject *self = (MlFrameObject *) object;
  MlObject *dead;

  if (!self->owns_frame || self->frame == NULL)
    return NULL;

  dead = heap->frame_hooks->dismantle (heap, self->frame, cursor);

  if (dead == NULL)
    self->frame = NULL;

  return dead;
}

static void
frame_clear (MlHeap *heap, MlObject *object)
{
  MlObject *dead;
  gsize cursor = 0;

  while ((dead = frame_dismantle (heap, object, &cursor)) != NULL)
    ml_heap_bury (heap, dead);
}

static MlObject *
frame_get_code (MlHeap *heap, MlObject *object)
{
  MlFrame *frame = ((MlFrameObject *) object)->frame;

  return ml_ref (frame != NULL ? &heap->frame_hooks->get_code (frame)->object : ml_none (heap));
}

static MlObject *
frame_get_line (MlHeap *heap, MlObject *object)
{
  MlFrame *frame = ((MlFrameObject *) object)->frame;

  return frame != NULL ? ml_int_new (heap, heap->frame_hooks->get_line (frame))
                       : ml_ref (ml_none (heap));
}

static MlObject *
frame_get_locals (MlHeap *heap, MlObject *object)
{
  MlFrame *frame = ((MlFrameObject *) object)->frame;

  return frame != NULL ? heap->frame_hooks->get_locals (heap, frame) : ml_ref (ml_none (heap));
}

static MlObject *
frame_get_globals (MlHeap *heap, MlObject *object)
{
  MlFrame *frame = ((MlFrameObject *) object)->frame;

  return ml_ref (frame != NULL ? heap->frame_hooks->get_globals (frame) : ml_none (heap));
}

static MlObject *
frame_get_back (MlHeap *heap, MlObject *object)
{
  MlFrameObject *self = (MlFrameObject *) object;
  MlObject *back = NULL;

  if (self->frame != NULL && !self->owns_frame)
    back = heap->frame_hooks->get_back (heap, self->frame);

  return back != NULL ? back : ml_ref (ml_none (heap));
}

static const MlGetter frame_getters[] = {
  { "f_code", frame_get_code, NULL },     { "f_lineno", frame_get_line, NULL },
  { "f_locals", frame_get_locals, NULL }, { "f_globals", frame_get_globals, NULL },
  { "f_back", frame_get_back, NULL },     { NULL },
};

static const char *const frame_fields[] = { "frame", NULL };

const MlTypeSpec ml_frame_object_spec = {
  .name = "frame",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW,
  .instance_size = sizeof (MlFrameObject),
  .python_size = 376,
  .kind = ML_KIND_FRAME_OBJECT,
  .fields = frame_fields,
  .getters = frame_getters,
  .slots = {
    .traverse_frame = frame_traverse,
    .tell_frame = frame_tell,
    .dismantle = frame_dismantle,
    .clear = frame_clear,
  },
};
