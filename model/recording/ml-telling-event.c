/* ml-telling-event.c: what the event of a step is, in a clause */
#include <glib/gi18n.h>
#include <string.h>

#include "ml-noun.h"
#include "ml-telling.h"
#include "ml-value.h"

#define LONGEST_MESSAGE 32

/* The field of @frame that bears @name; 0 if it holds nothing. */
static MlSerial
get_field (const MlTelling *self, const MlThing *thing, const char *name)
{
  const MlShape *shape = ml_recording_get_shape (self->recording, thing->shape);
  const MlSlots *fields = &thing->regions[ML_REGION_FIELD];

  for (guint32 i = 0; shape->fields != NULL && shape->fields[i] != NULL && i < fields->n; i++)
    {
      if (g_str_equal (shape->fields[i], name))
        return fields->slots[i];
    }

  return 0;
}

typedef enum
{
  BODY_OF_FUNCTION,
  BODY_OF_CLASS,
  BODY_OF_SOURCE,    /* an imported module, text given to exec() */
  BODY_OF_STATEMENT, /* typed at the prompt */
  BODY_OF_PROGRAM
} Body;

/* What the text is called that a frame runs: a file, "<string>". */
static const char *
name_source (const MlTelling *self)
{
  guint source = self->info.span.source;

  return source == 0 ? "" : ml_recording_get_source_name (self->recording, source);
}

/* What a frame runs. Only a function keeps its names in slots alone. */
static Body
get_body (const MlTelling *self, const MlThing *frame)
{
  if (frame->serial == ml_paths_get_main (self->new_paths))
    return strcmp (name_source (self), "<stdin>") == 0 ? BODY_OF_STATEMENT : BODY_OF_PROGRAM;

  if (strcmp (ml_noun_frame (self->recording, frame), "<module>") == 0)
    return BODY_OF_SOURCE;

  return get_field (self, frame, "locals") != 0 ? BODY_OF_CLASS : BODY_OF_FUNCTION;
}

static gboolean
is_of_generator (const MlTelling *self, MlSerial frame)
{
  const GArray *slots = self->episode->slots;

  if (ml_telling_lived_before (self, frame))
    return TRUE;

  for (guint i = 0; i < slots->len; i++)
    {
      const MlSlotChange *change = &g_array_index (slots, MlSlotChange, i);
      const MlThing *holder = change->new == frame ? ml_telling_find (self, change->holder) : NULL;

      if (holder != NULL && holder->kind == ML_KIND_GENERATOR)
        return TRUE;
    }

  return FALSE;
}

static char *
word_call (const MlTelling *self, const MlThing *frame)
{
  const char *name = ml_noun_frame (self->recording, frame);

  switch (get_body (self, frame))
    {
    case BODY_OF_CLASS:
      return g_strdup_printf (_ ("the body of the class `%s` begins to run"), name);
    case BODY_OF_SOURCE:
    case BODY_OF_STATEMENT:
    case BODY_OF_PROGRAM:
      return g_strdup_printf (_ ("the code of `%s` begins to run"), name_source (self));
    case BODY_OF_FUNCTION:
    default:
      break;
    }

  return is_of_generator (self, frame->serial)
             ? g_strdup_printf (_ ("the generator `%s` starts to run"), name)
             : g_strdup_printf (_ ("`%s` is called"), name);
}

/* A frame that an exception ends returns nothing, not even None. */
static char *
word_unwinding (const MlTelling *self, const MlThing *frame)
{
  switch (get_body (self, frame))
    {
    case BODY_OF_PROGRAM:
      return g_strdup (_ ("the exception ends the program"));
    case BODY_OF_STATEMENT:
      return g_strdup (_ ("the exception ends the statement"));
    case BODY_OF_SOURCE:
      return g_strdup_printf (_ ("the exception ends the code of `%s`"), name_source (self));
    case BODY_OF_CLASS:
      return g_strdup_printf (_ ("the exception ends the body of the class `%s`"),
                              ml_noun_frame (self->recording, frame));
    case BODY_OF_FUNCTION:
    default:
      return g_strdup_printf (_ ("the exception ends the call of `%s`"),
                              ml_noun_frame (self->recording, frame));
    }
}

static char *
word_return (const MlTelling *self, const MlThing *frame, const MlThing *value)
{
  g_autofree char *noun = NULL;

  if (value == NULL)
    return word_unwinding (self, frame);

  noun = ml_telling_name (self, value);

  switch (get_body (self, frame))
    {
    case BODY_OF_PROGRAM:
      return g_strdup (_ ("the program has ended"));
    case BODY_OF_STATEMENT:
      return g_strdup (_ ("the statement has run"));
    case BODY_OF_SOURCE:
      return g_strdup_printf (_ ("the code of `%s` has run"), name_source (self));
    case BODY_OF_CLASS:
      return g_strdup_printf (_ ("the body of the class `%s` has run"),
                              ml_noun_frame (self->recording, frame));
    case BODY_OF_FUNCTION:
    default:
      return g_strdup_printf (_ ("`%s` returns %s"), ml_noun_frame (self->recording, frame), noun);
    }
}

/* The text that an exception was made with; NULL if there is none. */
static const MlThing *
find_message (const MlTelling *self, const MlThing *exception)
{
  MlSerial field = exception->shape == 0 ? 0 : get_field (self, exception, "args");
  const MlThing *args = ml_telling_find (self, field);
  const MlSlots *items = args == NULL ? NULL : &args->regions[ML_REGION_ITEM];
  const MlThing *message =
      items == NULL || items->n != 1 ? NULL : ml_telling_find (self, items->slots[0]);

  return message != NULL && message->kind == ML_KIND_STR ? message : NULL;
}

/* An exception that has left a call comes to the line that called. */
static char *
word_exception (const MlTelling *self, const MlThing *exception)
{
  const MlThing *message = find_message (self, exception);
  g_autofree char *noun = ml_noun_bare (self->recording, exception);
  g_autofree char *text = NULL;

  if (self->last.event == ML_EVENT_RETURN && self->last.value == 0)
    return g_strdup (_ ("the exception comes out of the call"));

  if (message == NULL)
    return g_strdup_printf (_ ("%s is raised"), noun);

  text = ml_value_write (message, '\'', LONGEST_MESSAGE);

  return g_strdup_printf (_ ("%s is raised: %s"), noun, text);
}

/* NULL for a plain line. */
char *
ml_telling_word_event (const MlTelling *self)
{
  const MlThing *frame = ml_telling_find (self, self->info.frame);
  const MlThing *value = ml_telling_find (self, self->info.value);
  g_autofree char *noun = value == NULL ? NULL : ml_telling_name (self, value);

  switch (self->info.event)
    {
    case ML_EVENT_CALL:
      return word_call (self, frame);
    case ML_EVENT_RESUME:
      return g_strdup_printf (_ ("the generator `%s` goes on"),
                              ml_noun_frame (self->recording, frame));
    case ML_EVENT_RETURN:
      return word_return (self, frame, value);
    case ML_EVENT_YIELD:
      return g_strdup_printf (
          _ ("the generator `%s` yields %s"), ml_noun_frame (self->recording, frame), noun);
    case ML_EVENT_EXCEPTION:
      return word_exception (self, value);
    case ML_EVENT_END:
      return g_strdup (_ ("the script lets go of its constants"));
    case ML_EVENT_CLOSED:
      return g_strdup (_ ("everything is cleared at exit"));
    default:
      return NULL;
    }
}
