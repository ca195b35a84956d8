/* ml-evaluation.c: says in words what an expression step did */
#include "ml-evaluation.h"

#include <glib/gi18n.h>

#include "ml-statement.h"
#include "ml-words.h"

static char *
name_thing (const MlMemory *memory, MlSerial serial)
{
  const MlThing *thing = ml_memory_get (memory, serial);

  if (thing == NULL)
    return g_strdup (_ ("something that is gone"));

  return thing->kind == ML_KIND_FUNCTION ? ml_words_title (memory, thing)
                                         : ml_words_line (memory, thing);
}

/* "Square, then Shape": the classes that were asked before the one that had it. */
static char *
list_asked (const MlMemory *memory, const MlSearch *search)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i + 1 < search->n_classes; i++)
    {
      g_autofree char *name = name_thing (memory, search->classes[i]);

      if (i > 0)
        g_string_append (list, ", ");
      g_string_append (list, name);
    }

  return g_string_free (list, FALSE);
}

/* Where an attribute was found in the classes of its object. */
static char *
tell_class (const MlMemory *memory, const MlSearch *search, const char *as)
{
  g_autofree char *found = NULL;
  g_autofree char *asked = NULL;

  if (search->n_classes == 0)
    return g_strdup (as);

  found = name_thing (memory, search->classes[search->n_classes - 1]);

  if (search->n_classes == 1)
    return g_strdup_printf (_ ("%s found in the class %s"), as, found);

  asked = list_asked (memory, search);

  return g_strdup_printf (_ ("%s found in the class %s, after %s"), as, found, asked);
}

/* How the name was found; NULL if there was none to find. (transfer full) */
static char *
tell_search (const MlMemory *memory, const MlSearch *search)
{
  switch (search->place)
    {
    case ML_FOUND_LOCAL:
      return g_strdup (_ ("a local name"));

    case ML_FOUND_CELL:
      return g_strdup (_ ("a name shared with another function"));

    case ML_FOUND_GLOBAL:
      return g_strdup (_ ("a global name"));

    case ML_FOUND_BUILTIN:
      return g_strdup (_ ("a built-in name"));

    case ML_FOUND_OBJECT:
      return g_strdup (_ ("found in the object itself"));

    case ML_FOUND_CLASS:
      return tell_class (memory, search, _ ("not in the object itself but"));

    case ML_FOUND_METHOD:
      return tell_class (memory, search, _ ("a method"));

    case ML_FOUND_DESCRIPTOR:
      return tell_class (memory, search, _ ("given by a descriptor"));

    case ML_FOUND_HOOK:
      return g_strdup (_ ("given by the class's own __getattr__"));

    case ML_FOUND_NOWHERE:
    default:
      return NULL;
    }
}

static gboolean
is_literal (const char *source, const char *value)
{
  return source[0] == '\'' || source[0] == '"' || g_str_equal (source, value);
}

char *
ml_evaluation_tell (const MlMemory *memory)
{
  const MlExpression *part;
  g_autofree char *source = NULL;
  g_autofree char *value = NULL;
  g_autofree char *search = NULL;

  g_return_val_if_fail (memory != NULL, NULL);

  part = ml_memory_get_evaluated (memory);

  if (part == NULL)
    return NULL;

  source = ml_statement_cut (ml_memory_get_recording (memory), &part->span);
  value = name_thing (memory, part->value);
  search = tell_search (memory, &part->search);

  if (source == NULL)
    return g_strdup_printf (_ ("Line %u: %s."), part->span.line, value);

  if (part->kind == ML_EXPRESSION_TARGET)
    return g_strdup_printf (_ ("Line %u: %s now refers to %s."), part->span.line, source, value);

  if (search != NULL)
    return g_strdup_printf (_ ("Line %u: %s, %s, is %s."), part->span.line, source, search, value);

  if (is_literal (source, value))
    return g_strdup_printf (_ ("Line %u: the literal %s."), part->span.line, source);

  return g_strdup_printf (_ ("Line %u: %s is %s."), part->span.line, source, value);
}
