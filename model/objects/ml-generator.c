/* ml-generator.c: generators */
#include "ml-generator.h"

#include "ml-exception.h"
#include "ml-fault.h"
#include "ml-iterators.h"
#include "ml-operations.h"
#include "ml-str.h"

enum
{
  FIELD_FRAME,
  FIELD_NAME,
  FIELD_QUALIFIED_NAME,
  FIELD_HANDLED,
  N_FIELDS
};

MlObject *
ml_generator_new (MlHeap *heap, MlFrame *frame, MlObject *name, MlObject *qualified_name)
{
  MlGenerator *self = ml_heap_allocate (heap, heap->world->generator_type, sizeof (MlGenerator));

  if (self == NULL)
    return NULL;

  self->frame = frame;
  self->name = ml_ref (name);
  self->qualified_name = ml_ref (qualified_name);
  ml_heap_track (heap, self);

  return &self->object;
}

MlObject *
ml_generator_exchange_handled (MlHeap *heap, MlGenerator *self, MlObject *handled)
{
  MlObject *before = self->handled;

  self->handled = handled;

  if (before != handled)
    ml_heap_tell_store (heap, self, ML_SLOT (ML_REGION_FIELD, FIELD_HANDLED), before, handled);

  return before;
}

MlObject *
ml_generator_step (MlHeap *heap,
                   MlObject *object,
                   MlObject *value,
                   gboolean *ended,
                   MlObject **returned)
{
  MlGenerator *self = (MlGenerator *) object;
  MlObject *result;

  *ended = FALSE;
  *returned = NULL;

  if (self->state == ML_GENERATOR_RUNNING)
    {
      ml_unref_any (heap, value);
      return ml_raise (heap, heap->world->value_error, "generator already executing");
    }

  if (self->state == ML_GENERATOR_ENDED)
    {
      /* An exception thrown in goes on to the caller. */
      if (value == NULL)
        return NULL;

      ml_unref (heap, value);
      *ended = TRUE;
      *returned = ml_ref (ml_none (heap));

      return NULL;
    }

  if (self->state == ML_GENERATOR_CREATED && value != NULL && value != ml_none (heap))
    {
      ml_unref (heap, value);
      return ml_raise (
          heap, heap->world->type_error, "can't send non-None value to a just-started generator");
    }

  result = heap->frame_hooks->resume (heap, self, value, ended, returned);

  if (ML_FAULT (GENERATOR_VALUE) && result != NULL)
    ml_ref (result);

  return result;
}

/* The end of a generator as others see it: StopIteration, with the returned value unless that is
 * None. */
static MlObject *
raise_end (MlHeap *heap, MlObject *returned)
{
  ml_raise_value (heap, heap->world->stop_iteration, returned != ml_none (heap) ? returned : NULL);
  ml_unref (heap, returned);

  return NULL;
}

MlObject *
ml_generator_send (MlHeap *heap, MlObject *self, MlObject *value)
{
  gboolean ended;
  MlObject *returned;
  MlObject *result = ml_generator_step (heap, self, ml_ref (value), &ended, &returned);

  return ended ? raise_end (heap, returned) : result;
}

static MlObject *
next (MlHeap *heap, MlObject *self)
{
  gboolean ended;
  MlObject *returned;
  MlObject *result = ml_generator_step (heap, self, ml_ref (ml_none (heap)), &ended, &returned);

  if (!ended)
    return result;

  /* A plain end needs no exception. */
  if (returned != ml_none (heap))
    return raise_end (heap, returned);

  ml_unref (heap, returned);

  return NULL;
}

static MlObject *
method_send (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return ml_generator_send (heap, self, args[0]);
}

/* Passes close() on to the iterator of `yield from`. FALSE with what that raised. */
static gboolean
close_delegate (MlHeap *heap, MlObject *delegate)
{
  MlObject *method, *result;
  MlNative native;

  if (!ml_find_attribute (heap, delegate, ml_name (heap, close), &method))
    return FALSE;

  if (method == NULL)
    return TRUE;

  ml_native_enter (heap, &native, "close", &method, 1);
  result = ml_call (heap, method, NULL, 0, NULL);
  ml_native_leave (heap, &native);
  ml_unref_any (heap, result);

  return result != NULL;
}

/* Throws what is raised into the delegate; TRUE if that has dealt with it: then *@result is what it
 * yielded. */
static gboolean
throw_into_delegate (MlHeap *heap, MlGenerator *self, MlObject *delegate, MlObject **result)
{
  MlObject *exception = ml_take_raised (heap);
  MlObject *held[] = { exception, NULL, ml_ref (delegate) };
  MlNative native;
  gboolean dealt = TRUE;

  ml_native_enter (heap, &native, "throw", held, G_N_ELEMENTS (held));
  self->state = ML_GENERATOR_RUNNING;
  *result = NULL;

  if (ml_object_is_a (exception, heap->world->generator_exit))
    {
      if (close_delegate (heap, delegate))
        {
          heap->raised = ml_ref (exception);
        }

      dealt = FALSE;
    }
  else if (!ml_find_attribute (heap, delegate, ml_name (heap, throw), &held[1]))
    {
      dealt = FALSE;
    }
  else if (held[1] == NULL)
    {
      heap->raised = ml_ref (exception);
      dealt = FALSE;
    }
  else
    {
      *result = ml_call (heap, held[1], &exception, 1, NULL);
    }

  self->state = ML_GENERATOR_SUSPENDED;
  ml_native_leave (heap, &native);

  return dealt;
}

/* What is raised comes up at the yield where the generator waits. */
static MlObject *
throw_raised (MlHeap *heap, MlGenerator *self, gboolean *ended, MlObject **returned)
{
  MlObject *delegate =
      self->state == ML_GENERATOR_SUSPENDED ? heap->frame_hooks->get_delegate (self->frame) : NULL;
  MlObject *result, *value;

  *ended = FALSE;
  *returned = NULL;

  if (delegate == NULL || !throw_into_delegate (heap, self, delegate, &result))
    return ml_generator_step (heap, &self->object, NULL, ended, returned);

  if (result != NULL)
    return result;

  if (!ml_raised_is (heap, heap->world->stop_iteration))
    return ml_generator_step (heap, &self->object, NULL, ended, returned);

  /* The delegate has ended: its value is what `yield from` gives. */
  value = ((MlException *) heap->raised)->values[ML_STOP_ITERATION_VALUE];
  value = ml_ref (value != NULL ? value : ml_none (heap));
  ml_clear_raised (heap);
  heap->frame_hooks->end_delegation (self->frame);

  return ml_generator_step (heap, &self->object, value, ended, returned);
}

/* throw(exception) or the old throw(type, value): leaves it raised. */
static gboolean
raise_argument (MlHeap *heap, MlObject *const *args, gsize n_args)
{
  MlObject *exception = args[0];

  if (ml_is_exception (exception))
    {
      ml_raise_object (heap, ml_ref (exception));
      return TRUE;
    }

  if (ml_is_type (exception) &&
      ml_type_is_subtype ((MlType *) exception, heap->world->base_exception))
    {
      ml_raise_value (heap, (MlType *) exception, n_args > 1 ? args[1] : NULL);
      return TRUE;
    }

  ml_raise (heap,
            heap->world->type_error,
            "exceptions must be classes or instances deriving from BaseException, not %s",
            exception->type->name);

  return FALSE;
}

static MlObject *
method_throw (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  gboolean ended;
  MlObject *returned, *result;

  if (!raise_argument (heap, args, n_args))
    return NULL;

  result = throw_raised (heap, (MlGenerator *) self, &ended, &returned);

  return ended ? raise_end (heap, returned) : result;
}

/* The iterator of `yield from` closes first. FALSE with what that raised. */
static gboolean
close_inner (MlHeap *heap, MlGenerator *self)
{
  MlObject *delegate = heap->frame_hooks->get_delegate (self->frame);
  gboolean closed;

  if (delegate == NULL)
    return TRUE;

  self->state = ML_GENERATOR_RUNNING;
  closed = close_delegate (heap, delegate);
  self->state = ML_GENERATOR_SUSPENDED;

  return closed;
}

/* Throws GeneratorExit in, if anything there could see it; the generator must end of it. The
 * returned value, or NULL with an exception. */
static MlObject *
close_generator (MlHeap *heap, MlGenerator *self)
{
  gboolean ended;
  MlObject *returned, *result;

  if (self->state == ML_GENERATOR_CREATED)
    self->state = ML_GENERATOR_ENDED;

  if (self->state == ML_GENERATOR_ENDED)
    return ml_ref (ml_none (heap));

  if (self->state == ML_GENERATOR_SUSPENDED && close_inner (heap, self))
    {
      if (heap->frame_hooks->end (heap, self))
        return ml_ref (ml_none (heap));

      ml_raise_value (heap, heap->world->generator_exit, NULL);
    }

  result = ml_generator_step (heap, &self->object, NULL, &ended, &returned);

  if (ended)
    return returned;

  if (result != NULL)
    {
      ml_unref (heap, result);
      return ml_raise (heap, heap->world->runtime_error, "generator ignored GeneratorExit");
    }

  if (!ml_raised_is (heap, heap->world->generator_exit) &&
      !ml_raised_is (heap, heap->world->stop_iteration))
    return NULL;

  ml_clear_raised (heap);

  return ml_ref (ml_none (heap));
}

static MlObject *
method_close (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n_args, MlObject *kw_names)
{
  return close_generator (heap, (MlGenerator *) self);
}

/* A suspended generator that dies runs its finally blocks first. */
static void
finalize (MlHeap *heap, MlObject *object)
{
  MlGenerator *self = (MlGenerator *) object;
  MlObject *raised, *held;
  MlObject *result;
  MlNative native;

  if (self->state != ML_GENERATOR_SUSPENDED)
    return;

  raised = held = ml_take_raised (heap);
  ml_native_enter (heap, &native, "close", &held, 1);
  result = close_generator (heap, self);

  if (result != NULL)
    ml_unref (heap, result);
  else
    heap->report_unraisable (heap, object);

  held = NULL;
  ml_native_leave (heap, &native);
  ml_restore_raised (heap, raised);
}

static void
traverse (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlGenerator *self = (MlGenerator *) object;

  visit (ML_SLOT (ML_REGION_FIELD, FIELD_NAME), self->name, data);
  visit (ML_SLOT (ML_REGION_FIELD, FIELD_QUALIFIED_NAME), self->qualified_name, data);

  if (self->handled != NULL)
    visit (ML_SLOT (ML_REGION_FIELD, FIELD_HANDLED), self->handled, data);
}

static void
traverse_frame (MlHeap *heap, MlObject *object, MlVisit visit, gpointer data)
{
  MlGenerator *self = (MlGenerator *) object;

  if (self->frame != NULL)
    heap->frame_hooks->traverse (heap, self->frame, visit, data);
}

static MlSerial
tell_frame (MlHeap *heap, MlObject *object)
{
  MlGenerator *self = (MlGenerator *) object;

  return self->frame != NULL ? heap->frame_hooks->tell (heap, self->frame) : 0;
}

/* First what the frame holds, then the rest: each part with the cursor to itself. */
static MlObject *
dismantle (MlHeap *heap, MlObject *object, gsize *cursor)
{
  MlGenerator *self = (MlGenerator *) object;
  gpointer places[] = { &self->name, &self->qualified_name, &self->handled };
  MlObject *dead;

  if (self->frame != NULL)
    {
      dead = heap->frame_hooks->dismantle (heap, self->frame, cursor);

      if (dead != NULL)
        return dead;

      self->frame = NULL;
      *cursor = 0;
    }

  while (*cursor < G_N_ELEMENTS (places))
    {
      gsize i = (*cursor)++;

      dead = ml_heap_give_up (heap, self, ML_SLOT (ML_REGION_FIELD, FIELD_NAME + i), places[i]);

      if (dead != NULL)
        return dead;
    }

  return NULL;
}

static void
tell_value (MlHeap *heap, MlObject *object, MlValue *value)
{
  gsize length;
  const char *name = ml_str_get_utf8 (((MlGenerator *) object)->qualified_name, &length);

  *value = (MlValue){ .type = ML_VALUE_TEXT, .length = length, .text = name };
}

static MlObject *
repr (MlHeap *heap, MlObject *object)
{
  return ml_str_format (heap,
                        "<generator object %s at 0x%" G_GINT64_MODIFIER "x>",
                        ml_str_get_utf8 (((MlGenerator *) object)->qualified_name, NULL),
                        ml_heap_get_address (heap, object));
}

static MlObject *
get_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlGenerator *) object)->name);
}

static MlObject *
get_qualified_name (MlHeap *heap, MlObject *object)
{
  return ml_ref (((MlGenerator *) object)->qualified_name);
}

static MlObject *
get_code (MlHeap *heap, MlObject *object)
{
  MlFrame *frame = ((MlGenerator *) object)->frame;

  return ml_ref (frame != NULL ? &heap->frame_hooks->get_code (frame)->object : ml_none (heap));
}

static MlObject *
get_frame (MlHeap *heap, MlObject *object)
{
  MlFrame *frame = ((MlGenerator *) object)->frame;
  MlObject *frame_object =
      frame != NULL ? heap->frame_hooks->get_object (heap, frame) : ml_none (heap);

  return frame_object != NULL ? ml_ref (frame_object) : NULL;
}

static MlObject *
get_running (MlHeap *heap, MlObject *object)
{
  return ml_ref (ml_bool (heap, ((MlGenerator *) object)->state == ML_GENERATOR_RUNNING));
}

static MlObject *
get_suspended (MlHeap *heap, MlObject *object)
{
  return ml_ref (ml_bool (heap, ((MlGenerator *) object)->state == ML_GENERATOR_SUSPENDED));
}

static MlObject *
get_delegate (MlHeap *heap, MlObject *object)
{
  MlGenerator *self = (MlGenerator *) object;
  MlObject *delegate =
      self->state == ML_GENERATOR_SUSPENDED ? heap->frame_hooks->get_delegate (self->frame) : NULL;

  return ml_ref (delegate != NULL ? delegate : ml_none (heap));
}

static const MlMethod methods[] = {
  { "send",
    method_send,
    1,
    1,
    FALSE,
    ML_METHOD_PLAIN,
    "send(value) -> send 'value' into generator,\nreturn next yielded value or raise "
    "StopIteration." },
  { "throw",
    method_throw,
    1,
    3,
    FALSE,
    ML_METHOD_PLAIN,
    "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded "
    "value or raise\nStopIteration." },
  { "close",
    method_close,
    0,
    0,
    FALSE,
    ML_METHOD_PLAIN,
    "close() -> raise GeneratorExit inside generator." },
  { NULL },
};

static const MlGetter getters[] = {
  { "__name__", get_name, NULL },         { "__qualname__", get_qualified_name, NULL },
  { "gi_code", get_code, NULL },          { "gi_frame", get_frame, NULL },
  { "gi_running", get_running, NULL },    { "gi_suspended", get_suspended, NULL },
  { "gi_yieldfrom", get_delegate, NULL }, { NULL },
};

static const char *const fields[] = { "frame", "__name__", "__qualname__", "exception", NULL };

const MlTypeSpec ml_generator_spec = {
  .name = "generator",
  .flags = ML_TYPE_COLLECTED | ML_TYPE_DISALLOW_NEW | ML_TYPE_WEAKREFS | ML_TYPE_MUTABLE,
  .instance_size = sizeof (MlGenerator),
  .python_size = 184,
  .kind = ML_KIND_GENERATOR,
  .fields = fields,
  .methods = methods,
  .getters = getters,
  .slots = {
    .traverse = traverse,
    .traverse_frame = traverse_frame,
    .tell_frame = tell_frame,
    .dismantle = dismantle,
    .finalize = finalize,
    .tell_value = tell_value,
    .repr = repr,
    .iterate = ml_iterate_self,
    .next = next,
  },
};
