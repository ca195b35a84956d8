/* ml-lesson-place.c: the way to an object, as the program would write it */
#include <string.h>

#include "ml-lesson-place.h"

typedef enum
{
  PART_NAME,      /* x: the first part, and only that */
  PART_ATTRIBUTE, /* .name */
  PART_INDEX,     /* [2] */
  PART_KEY        /* ['name'] */
} PartKind;

typedef struct
{
  PartKind kind;
  char *name;   /* NAME, ATTRIBUTE, KEY */
  gint64 index; /* INDEX */
} Part;

struct _MlLessonPlace
{
  char *text;
  GArray *parts; /* of Part, at least one */
};

G_DEFINE_QUARK (ml_lesson_place_error_quark, ml_lesson_place_error)

static void
part_clear (gpointer data)
{
  g_free (((Part *) data)->name);
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

/* Reads a name; NULL if there is none. */
static char *
scan_name (const char **cursor)
{
  const char *start = *cursor;
  const char *p = start;

  if (!is_name_start (*p))
    return NULL;

  while (is_name_start (*p) || g_ascii_isdigit (*p))
    p++;

  *cursor = p;
  return g_strndup (start, (gsize) (p - start));
}

/* Reads what stands between [ and ]. */
static gboolean
scan_subscript (const char **cursor, Part *part)
{
  const char *p = *cursor;

  if (*p == '\'' || *p == '"')
    {
      const char *end = strchr (p + 1, *p);

      if (end == NULL || end[1] != ']')
        return FALSE;

      part->kind = PART_KEY;
      part->name = g_strndup (p + 1, (gsize) (end - p - 1));
      *cursor = end + 2;
      return TRUE;
    }

  if (!g_ascii_isdigit (*p))
    return FALSE;

  part->kind = PART_INDEX;
  part->index = (gint64) g_ascii_strtoull (p, (char **) &p, 10);
  if (*p != ']')
    return FALSE;

  *cursor = p + 1;
  return TRUE;
}

/* Reads one part behind the first. */
static gboolean
scan_part (const char **cursor, Part *part)
{
  if (*(*cursor)++ == '[')
    return scan_subscript (cursor, part);

  part->kind = PART_ATTRIBUTE;
  part->name = scan_name (cursor);
  return part->name != NULL;
}

MlLessonPlace *
ml_lesson_place_parse (const char *text, const char **end, GError **error)
{
  g_autoptr (MlLessonPlace) self = NULL;
  const char *p = text;
  Part part = { PART_NAME, NULL, 0 };

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (MlLessonPlace, 1);
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);

  part.name = scan_name (&p);
  if (part.name == NULL)
    {
      g_set_error (error,
                   ML_LESSON_PLACE_ERROR,
                   ML_LESSON_PLACE_ERROR_SYNTAX,
                   "no name stands in “%s”",
                   text);
      return NULL;
    }
  g_array_append_val (self->parts, part);

  while (*p == '.' || *p == '[')
    {
      part = (Part){ PART_NAME, NULL, 0 };
      if (!scan_part (&p, &part))
        {
          g_set_error (error,
                       ML_LESSON_PLACE_ERROR,
                       ML_LESSON_PLACE_ERROR_SYNTAX,
                       "“%s” leads nowhere",
                       text);
          return NULL;
        }
      g_array_append_val (self->parts, part);
    }

  if (end != NULL)
    {
      *end = p;
    }
  else if (*p != '\0')
    {
      g_set_error (
          error, ML_LESSON_PLACE_ERROR, ML_LESSON_PLACE_ERROR_SYNTAX, "“%s” is no place", text);
      return NULL;
    }

  self->text = g_strndup (text, (gsize) (p - text));
  return g_steal_pointer (&self);
}

void
ml_lesson_place_free (MlLessonPlace *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_array_unref (self->parts);
  g_free (self);
}

const char *
ml_lesson_place_get_text (const MlLessonPlace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

static const MlShape *
shape_of (const MlMemory *memory, const MlThing *thing)
{
  return ml_memory_get_shape (memory, thing->shape);
}

/* What @thing holds in the slot called @name of a region whose slots are called @names. */
static MlSerial
find_in_region (const MlThing *thing, MlRegion region, const char *const *names, const char *name)
{
  const MlSlots *slots = &thing->regions[region];

  for (guint i = 0; names != NULL && names[i] != NULL && i < slots->n; i++)
    {
      if (g_str_equal (names[i], name))
        return slots->slots[i];
    }

  return 0;
}

static MlSerial
find_field (const MlMemory *memory, const MlThing *thing, const char *name)
{
  return find_in_region (thing, ML_REGION_FIELD, shape_of (memory, thing)->fields, name);
}

static MlSerial
find_own_name (const MlMemory *memory, const MlThing *thing, const char *name)
{
  return find_in_region (thing, ML_REGION_NAME, shape_of (memory, thing)->names, name);
}

static gboolean
has_text (const MlThing *thing, const char *text)
{
  return thing->value.type == ML_VALUE_TEXT && thing->value.length == strlen (text) &&
         memcmp (thing->value.text, text, thing->value.length) == 0;
}

static gboolean
is_key (const MlThing *key, const Part *part)
{
  if (part->kind == PART_KEY)
    return key->kind == ML_KIND_STR && has_text (key, part->name);

  return key->kind == ML_KIND_INT && key->value.type == ML_VALUE_INT &&
         key->value.integer == part->index;
}

static MlSerial
find_item (const MlMemory *memory, const MlThing *thing, const Part *part)
{
  const MlSlots *items = &thing->regions[ML_REGION_ITEM];

  if (shape_of (memory, thing)->items == ML_ITEMS_SEQUENCE)
    return part->kind == PART_INDEX && part->index < items->n ? items->slots[part->index] : 0;

  if (shape_of (memory, thing)->items != ML_ITEMS_PAIRS)
    return 0;

  for (guint i = 0; i + 1 < items->n; i += 2)
    {
      const MlThing *key = items->slots[i] != 0 ? ml_memory_get (memory, items->slots[i]) : NULL;

      if (key != NULL && is_key (key, part))
        return items->slots[i + 1];
    }

  return 0;
}

/* What @thing itself calls @name: in slots of its own, or in the dict that is its namespace. */
static MlSerial
find_name_of (const MlMemory *memory, const MlThing *thing, const char *name)
{
  static const char *const namespaces[] = { "__dict__", "locals" };
  const Part key = { PART_KEY, (char *) name, 0 };
  MlSerial found = find_own_name (memory, thing, name);

  for (gsize i = 0; found == 0 && i < G_N_ELEMENTS (namespaces); i++)
    {
      const MlThing *dict = ml_memory_get (memory, find_field (memory, thing, namespaces[i]));

      if (dict != NULL && dict->kind == ML_KIND_DICT)
        found = find_item (memory, dict, &key);
    }

  return found;
}

/* What @class and those it derives from call @name, the nearest first. */
static MlSerial
find_name_of_class (const MlMemory *memory, const MlThing *class, const char *name)
{
  MlSerial found = find_name_of (memory, class, name);
  const MlThing *mro = ml_memory_get (memory, find_field (memory, class, "__mro__"));

  for (guint i = 0; mro != NULL && found == 0 && i < mro->regions[ML_REGION_ITEM].n; i++)
    {
      const MlThing *base = ml_memory_get (memory, mro->regions[ML_REGION_ITEM].slots[i]);

      if (base != NULL)
        found = find_name_of (memory, base, name);
    }

  return found;
}

static MlSerial
find_attribute (const MlMemory *memory, const MlThing *thing, const char *name)
{
  MlSerial found;
  const MlThing *class;

  if (thing->kind == ML_KIND_CLASS || thing->kind == ML_KIND_BUILTIN_CLASS)
    return find_name_of_class (memory, thing, name);

  found = find_name_of (memory, thing, name);
  if (found != 0)
    return found;

  class = ml_memory_get (memory, thing->type);
  return class != NULL ? find_name_of_class (memory, class, name) : 0;
}

static MlSerial
find_builtin_class (const MlMemory *memory, const char *name)
{
  guint n;
  const MlSerial *things = ml_memory_get_things (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *thing = ml_memory_get (memory, things[i]);

      if (thing->kind == ML_KIND_BUILTIN_CLASS && has_text (thing, name))
        return things[i];
    }

  return 0;
}

/* First in the newest frame of the program's code, then in the oldest, the module's; those between
 * them are not asked, just as Python would not. */
static MlSerial
find_name (const MlMemory *memory, const char *name)
{
  const MlThing *newest = NULL;
  const MlThing *module = NULL;
  MlSerial found = 0;
  guint n;
  const MlSerial *frames = ml_memory_get_frames (memory, &n);

  for (guint i = 0; i < n; i++)
    {
      const MlThing *frame = ml_memory_get (memory, frames[i]);

      if (frame->kind != ML_KIND_FRAME)
        continue;

      newest = frame;
      if (module == NULL)
        module = frame;
    }

  if (newest != NULL)
    found = find_name_of (memory, newest, name);
  if (found == 0 && module != NULL)
    found = find_name_of (memory, module, name);

  return found != 0 ? found : find_builtin_class (memory, name);
}

static MlSerial
find_part (const MlMemory *memory, MlSerial owner, const Part *part)
{
  const MlThing *thing;

  if (part->kind == PART_NAME)
    return find_name (memory, part->name);

  thing = ml_memory_get (memory, owner);
  if (part->kind == PART_ATTRIBUTE)
    return find_attribute (memory, thing, part->name);

  return find_item (memory, thing, part);
}

MlSerial
ml_lesson_place_find (const MlLessonPlace *self, const MlMemory *memory, GError **error)
{
  MlSerial found = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (memory != NULL, 0);

  for (guint i = 0; i < self->parts->len; i++)
    {
      found = find_part (memory, found, &g_array_index (self->parts, Part, i));

      if (found == 0)
        {
          g_set_error (error,
                       ML_LESSON_PLACE_ERROR,
                       ML_LESSON_PLACE_ERROR_MISSING,
                       "“%s” is not there at step %u",
                       self->text,
                       ml_memory_get_step (memory));
          return 0;
        }
    }

  return found;
}
