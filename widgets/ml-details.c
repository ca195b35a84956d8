/* ml-details.c: what is known of an object at a step, in words */
#define G_LOG_DOMAIN "ml-details"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ml-details.h"
#include "ml-namespace.h"

static const char *
get_shape_name (MlMemory *memory, const MlThing *thing)
{
  return thing->shape ? ml_memory_get_shape (memory, thing->shape)->name : "";
}

static char *
name_thing (MlMemory *memory, const MlThing *thing)
{
  const char *shape = get_shape_name (memory, thing);

  switch (thing->kind)
    {
    case ML_KIND_CLASS:
    case ML_KIND_BUILTIN_CLASS:
      return g_strdup_printf ("class %.*s", (int) thing->value.length, thing->value.text);

    case ML_KIND_FUNCTION:
      return g_strdup_printf ("def %.*s", (int) thing->value.length, thing->value.text);

    case ML_KIND_FRAME:
      return *shape == '<' ? g_strdup (shape) : g_strdup_printf ("%s()", shape);

    default:
      return g_strdup (*shape ? shape : ml_kind_get_name (thing->kind));
    }
}

/* Makes "x" of "['x']", in place. */
static void
strip_quotes (char *slot)
{
  gsize length = strlen (slot);

  if (length < 4 || !g_str_has_prefix (slot, "['"))
    return;

  slot[length - 2] = '\0';
  memmove (slot, slot + 2, length - 3);
}

static char *
name_holder (MlMemory *memory, const MlHolder *holder)
{
  const MlThing *thing = ml_memory_get (memory, holder->thing);
  const MlThing *owner = NULL;
  g_autofree char *slot = ml_memory_name_slot (memory, thing, holder->slot);
  g_autofree char *name = NULL;

  if (thing->kind == ML_KIND_DICT)
    owner = ml_namespace_find_owner (memory, holder->thing);

  if (owner)
    strip_quotes (slot);

  name = name_thing (memory, owner ? owner : thing);

  /* What a built-in at work holds is called as the built-in is. */
  if (g_str_equal (slot, name))
    return g_steal_pointer (&name);

  return g_strdup_printf (holder->weak ? _ ("%s in %s, weakly") : _ ("%s in %s"), slot, name);
}

/* The names of the program are what a reader looks for; the machinery's references come after them.
 */
static gboolean
is_name (MlMemory *memory, const MlHolder *holder)
{
  const MlThing *thing = ml_memory_get (memory, holder->thing);

  if (thing->kind == ML_KIND_DICT)
    thing = ml_namespace_find_owner (memory, holder->thing);
  else if (ML_SLOT_REGION (holder->slot) != ML_REGION_NAME)
    return FALSE;

  return thing && thing->kind == ML_KIND_FRAME;
}

static void
add_holders (GPtrArray *words,
             MlMemory *memory,
             const MlHolder *holders,
             guint n,
             gboolean names,
             guint max)
{
  for (guint i = 0; i < n && words->len < max; i++)
    {
      if (is_name (memory, &holders[i]) == names)
        g_ptr_array_add (words, name_holder (memory, &holders[i]));
    }
}

char *
ml_details_name (MlMemory *memory, MlSerial serial)
{
  const MlThing *thing;

  g_return_val_if_fail (memory != NULL, NULL);

  thing = ml_memory_get (memory, serial);

  return thing ? name_thing (memory, thing) : NULL;
}

char *
ml_details_tell_facts (MlMemory *memory, MlSerial serial)
{
  const MlThing *thing;
  g_autofree char *id = NULL;

  g_return_val_if_fail (memory != NULL, NULL);

  thing = ml_memory_get (memory, serial);

  if (!thing || thing->kind >= ML_KIND_FRAME)
    return NULL;

  id = g_strdup_printf ("%#" G_GINT64_MODIFIER "x", thing->address);

  return g_strdup_printf (
      ngettext ("id %s · %u byte", "id %s · %u bytes", thing->size), id, thing->size);
}

char *
ml_details_tell_count (MlMemory *memory, MlSerial serial)
{
  const MlThing *thing;

  g_return_val_if_fail (memory != NULL, NULL);

  thing = ml_memory_get (memory, serial);

  if (!thing || thing->kind >= ML_KIND_FRAME)
    return NULL;

  if (thing->count == ML_IMMORTAL_COUNT)
    return g_strdup (_ ("immortal: it is never freed"));

  return g_strdup_printf (ngettext ("%u reference holds it", "%u references hold it", thing->count),
                          thing->count);
}

GPtrArray *
ml_details_list_holders (MlMemory *memory, MlSerial serial, guint max, guint *left_out)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const MlHolder *holders;
  guint n;

  g_return_val_if_fail (memory != NULL, NULL);
  g_return_val_if_fail (left_out != NULL, NULL);

  holders = ml_memory_get_holders (memory, serial, &n);

  add_holders (words, memory, holders, n, TRUE, max);
  add_holders (words, memory, holders, n, FALSE, max);
  *left_out = n - words->len;
  return words;
}
