/* ml-noun.c: what a sentence calls an object */
#include "ml-noun.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ml-value.h"

#define LONGEST_VALUE 24

gboolean
ml_noun_is_told (const MlThing *thing)
{
  if (thing == NULL || (thing->flags & ML_THING_HIDDEN) != 0)
    return FALSE;

  switch ((MlKind) thing->kind)
    {
    case ML_KIND_CODE:
    case ML_KIND_CELL:
    case ML_KIND_TRACEBACK:
    case ML_KIND_FRAME_OBJECT:
    case ML_KIND_FRAME:
    case ML_KIND_NATIVE_FRAME:
    case ML_KIND_STORE:
      return FALSE;
    default:
      return TRUE;
    }
}

static const MlShape *
get_shape (MlRecording *recording, const MlThing *thing)
{
  return thing->shape == 0 ? NULL : ml_recording_get_shape (recording, thing->shape);
}

static const char *
get_type_name (MlRecording *recording, const MlThing *thing)
{
  const MlShape *shape = get_shape (recording, thing);

  return shape == NULL ? ml_kind_get_name (thing->kind) : shape->name;
}

/* The last part of a qualified name. */
static char *
get_own_name (const MlThing *thing)
{
  g_autofree char *qualified = g_strndup (thing->value.text, thing->value.length);
  const char *dot = strrchr (qualified, '.');

  return g_strdup (dot != NULL ? dot + 1 : qualified);
}

char *
ml_noun_bare (MlRecording *recording, const MlThing *thing)
{
  g_autofree char *value = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (recording != NULL && thing != NULL, NULL);

  value = ml_value_write (thing, '\'', LONGEST_VALUE);

  if (value != NULL)
    return g_steal_pointer (&value);

  if (thing->value.type == ML_VALUE_TEXT)
    name = get_own_name (thing);

  switch (name == NULL ? ML_KIND_OTHER : (MlKind) thing->kind)
    {
    case ML_KIND_FUNCTION:
      return g_strdup_printf (_ ("function `%s`"), name);
    case ML_KIND_CLASS:
    case ML_KIND_BUILTIN_CLASS:
      return g_strdup_printf (_ ("class `%s`"), name);
    case ML_KIND_MODULE:
      return g_strdup_printf (_ ("module `%s`"), name);
    case ML_KIND_BUILTIN:
      return g_strdup_printf (_ ("built-in `%s`"), name);
    case ML_KIND_GENERATOR:
      return g_strdup_printf (_ ("generator `%s`"), name);
    default:
      break;
    }

  if (thing->kind == ML_KIND_INSTANCE)
    return g_strdup_printf (_ ("%s object"), get_type_name (recording, thing));

  return g_strdup (get_type_name (recording, thing));
}

char *
ml_noun_definite (MlRecording *recording, const MlThing *thing)
{
  g_autofree char *bare = ml_noun_bare (recording, thing);

  if (bare == NULL || ml_value_is_plain (thing))
    return g_steal_pointer (&bare);

  return g_strdup_printf (_ ("the %s"), bare);
}

static guint
count_items (const MlSlots *items, guint first, guint stride)
{
  guint n = 0;

  for (guint32 i = first; i < items->n; i += stride)
    n += items->slots[i] != 0;

  return n;
}

char *
ml_noun_contents (MlRecording *recording, const MlThing *thing)
{
  const MlShape *shape;
  const MlSlots *items;
  guint n;

  g_return_val_if_fail (recording != NULL && thing != NULL, NULL);

  shape = get_shape (recording, thing);
  items = &thing->regions[ML_REGION_ITEM];

  switch (shape == NULL ? ML_ITEMS_NONE : shape->items)
    {
    case ML_ITEMS_SEQUENCE:
      n = count_items (items, 0, 1);
      return g_strdup_printf (ngettext ("%u item", "%u items", n), n);
    case ML_ITEMS_PAIRS:
      n = count_items (items, 0, 2);
      return g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);
    case ML_ITEMS_SET:
      n = count_items (items, 0, 1);
      return g_strdup_printf (ngettext ("%u element", "%u elements", n), n);
    case ML_ITEMS_NONE:
    default:
      return NULL;
    }
}

/* Whether what a thing contains is what a reader asks first. */
static gboolean
is_container (const MlThing *thing)
{
  switch ((MlKind) thing->kind)
    {
    case ML_KIND_LIST:
    case ML_KIND_TUPLE:
    case ML_KIND_DICT:
    case ML_KIND_SET:
      return TRUE;
    default:
      return FALSE;
    }
}

char *
ml_noun_new (MlRecording *recording, const MlThing *thing)
{
  g_autofree char *bare = NULL;
  g_autofree char *contents = NULL;

  g_return_val_if_fail (recording != NULL && thing != NULL, NULL);

  if (thing->kind == ML_KIND_FUNCTION)
    return g_strdup (_ ("a new function"));

  if (thing->kind == ML_KIND_CLASS)
    return g_strdup (_ ("a new class"));

  bare = ml_noun_bare (recording, thing);

  if (ml_value_is_plain (thing))
    return g_steal_pointer (&bare);

  contents = is_container (thing) ? ml_noun_contents (recording, thing) : NULL;

  if (contents != NULL)
    /* Translators: "a new list with 3 items" */
    return g_strdup_printf (_ ("a new %s with %s"), bare, contents);

  return g_strdup_printf (_ ("a new %s"), bare);
}

const char *
ml_noun_frame (MlRecording *recording, const MlThing *frame)
{
  g_return_val_if_fail (recording != NULL && frame != NULL, NULL);

  return get_type_name (recording, frame);
}
