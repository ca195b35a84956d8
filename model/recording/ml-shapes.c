/* ml-shapes.c: sets of shapes, each shape shared by all sets in which it is the same */
#include "ml-shapes.h"

/* One shape as some sets know it. Reference counted: a shape that gains a name gets a new version.
 */
typedef struct
{
  MlShape shape;
  guint n_fields;
  gboolean has_weak;
  char **fields;
  char **names;
} Version;

struct _MlShapes
{
  guint n;
  Version *versions[];
};

typedef struct
{
  Version *version;
  GPtrArray *names; /* owns its strings */
  gboolean changed; /* since @version was made */
} Draft;

struct _MlShapeMaker
{
  GArray *drafts;
  MlShapes *latest; /* NULL when a shape is new or changed since */
};

static void
version_clear (gpointer data)
{
  Version *version = data;

  g_free ((char *) version->shape.name);
  g_strfreev (version->fields);
  g_strfreev (version->names);
}

static void
version_unref (Version *version)
{
  g_atomic_rc_box_release_full (version, version_clear);
}

static Version *
version_new (const char *name, MlItems items, const char *const *fields, const char *const *names)
{
  Version *version = g_atomic_rc_box_new0 (Version);

  version->fields = g_strdupv ((char **) fields);
  version->names = g_strdupv ((char **) names);
  version->shape.name = g_strdup (name);
  version->shape.items = items;
  version->shape.fields = (const char *const *) version->fields;
  version->shape.names = (const char *const *) version->names;
  version->n_fields = g_strv_length (version->fields);

  for (guint i = 0; i < version->n_fields; i++)
    version->has_weak |= fields[i][0] == '~';

  return version;
}

static void
shapes_clear (gpointer data)
{
  MlShapes *self = data;

  for (guint i = 0; i < self->n; i++)
    version_unref (self->versions[i]);
}

MlShapes *
ml_shapes_ref (MlShapes *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ml_shapes_unref (MlShapes *self)
{
  g_atomic_rc_box_release_full (self, shapes_clear);
}

const MlShape *
ml_shapes_get (const MlShapes *self, guint32 number)
{
  if (number < 1 || number > self->n)
    return NULL;

  return &self->versions[number - 1]->shape;
}

gboolean
ml_shapes_is_weak (const MlShapes *self, guint32 number, MlSlot slot)
{
  const Version *version;
  guint index = ML_SLOT_INDEX (slot);

  if (ML_SLOT_REGION (slot) != ML_REGION_FIELD || number < 1 || number > self->n)
    return FALSE;

  version = self->versions[number - 1];

  return version->has_weak && index < version->n_fields && version->fields[index][0] == '~';
}

static void
draft_clear (gpointer data)
{
  Draft *draft = data;

  version_unref (draft->version);
  g_ptr_array_unref (draft->names);
}

static void
draft_renew (Draft *draft)
{
  const MlShape *shape = &draft->version->shape;
  g_autofree const char **names = g_new0 (const char *, draft->names->len + 1);
  Version *version;

  for (guint i = 0; i < draft->names->len; i++)
    names[i] = g_ptr_array_index (draft->names, i);

  version = version_new (shape->name, shape->items, shape->fields, names);
  version_unref (draft->version);
  draft->version = version;
  draft->changed = FALSE;
}

MlShapeMaker *
ml_shape_maker_new (void)
{
  MlShapeMaker *self = g_new0 (MlShapeMaker, 1);

  self->drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  g_array_set_clear_func (self->drafts, draft_clear);

  return self;
}

void
ml_shape_maker_free (MlShapeMaker *self)
{
  g_clear_pointer (&self->latest, ml_shapes_unref);
  g_array_unref (self->drafts);
  g_free (self);
}

guint32
ml_shape_maker_add (MlShapeMaker *self,
                    const char *name,
                    MlItems items,
                    const char *const *fields,
                    const char *const *names)
{
  static const char *const none[] = { NULL };
  Draft draft = { 0 };

  if (fields == NULL)
    fields = none;

  if (names == NULL)
    names = none;

  draft.version = version_new (name, items, fields, names);
  draft.names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (draft.names, g_strdup (names[i]));

  g_array_append_val (self->drafts, draft);
  g_clear_pointer (&self->latest, ml_shapes_unref);

  return self->drafts->len;
}

void
ml_shape_maker_add_name (MlShapeMaker *self, guint32 shape, const char *name)
{
  Draft *draft;

  g_return_if_fail (shape >= 1 && shape <= self->drafts->len);

  draft = &g_array_index (self->drafts, Draft, shape - 1);
  g_ptr_array_add (draft->names, g_strdup (name));
  draft->changed = TRUE;
  g_clear_pointer (&self->latest, ml_shapes_unref);
}

MlShapes *
ml_shape_maker_get (MlShapeMaker *self)
{
  guint n = self->drafts->len;

  if (self->latest != NULL)
    return ml_shapes_ref (self->latest);

  self->latest = g_atomic_rc_box_alloc (sizeof (MlShapes) + n * sizeof (Version *));
  self->latest->n = n;

  for (guint i = 0; i < n; i++)
    {
      Draft *draft = &g_array_index (self->drafts, Draft, i);

      if (draft->changed)
        draft_renew (draft);

      self->latest->versions[i] = g_atomic_rc_box_acquire (draft->version);
    }

  return ml_shapes_ref (self->latest);
}
