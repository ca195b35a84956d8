/* ml-canvas-item.c: what stands on the canvas for one box of the picture */
#define G_LOG_DOMAIN "ml-canvas-item"

#include "config.h"

#include "ml-canvas-item.h"

struct _MlCanvasItem
{
  GtkWidget parent_instance;

  MlBoxId id;
  MlRect rect;
  char *label;
  char *description;
};

G_DEFINE_FINAL_TYPE (MlCanvasItem, ml_canvas_item, GTK_TYPE_WIDGET)

/* "x: 5, y" for a frame whose y is drawn as an arrow. */
static char *
describe_rows (const MlBox *box)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < box->n_rows; i++)
    {
      const MlRow *row = &box->rows[i];

      if (words->len > 0)
        g_string_append (words, ", ");

      if (row->label)
        g_string_append (words, row->label);

      if (row->label && row->text)
        g_string_append (words, ": ");

      if (row->text)
        g_string_append (words, row->text);
    }

  return g_string_free (words, FALSE);
}

static void
ml_canvas_item_finalize (GObject *object)
{
  MlCanvasItem *self = ML_CANVAS_ITEM (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (ml_canvas_item_parent_class)->finalize (object);
}

static void
ml_canvas_item_class_init (MlCanvasItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ml_canvas_item_finalize;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "canvasitem");
}

static void
ml_canvas_item_init (MlCanvasItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
ml_canvas_item_new (const MlBox *box)
{
  GtkAccessibleRole role =
      box->role == ML_BOX_FRAME ? GTK_ACCESSIBLE_ROLE_GROUP : GTK_ACCESSIBLE_ROLE_LIST_ITEM;
  MlCanvasItem *self = g_object_new (ML_TYPE_CANVAS_ITEM, "accessible-role", role, NULL);

  self->id = box->id;
  ml_canvas_item_update (self, box);

  return GTK_WIDGET (self);
}

void
ml_canvas_item_update (MlCanvasItem *self, const MlBox *box)
{
  g_autofree char *description = NULL;

  g_return_if_fail (ML_IS_CANVAS_ITEM (self));
  g_return_if_fail (box->id == self->id);

  description = describe_rows (box);
  self->rect = box->rect;

  if (g_strcmp0 (self->label, box->label) == 0 && g_strcmp0 (self->description, description) == 0)
    return;

  g_free (self->label);
  g_free (self->description);
  self->label = g_strdup (box->label);
  self->description = g_steal_pointer (&description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->label ? self->label : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description,
                                  -1);
}

MlBoxId
ml_canvas_item_get_id (MlCanvasItem *self)
{
  g_return_val_if_fail (ML_IS_CANVAS_ITEM (self), 0);

  return self->id;
}

MlRect
ml_canvas_item_get_rect (MlCanvasItem *self)
{
  g_return_val_if_fail (ML_IS_CANVAS_ITEM (self), (MlRect){ 0 });

  return self->rect;
}

const char *
ml_canvas_item_get_label (MlCanvasItem *self)
{
  g_return_val_if_fail (ML_IS_CANVAS_ITEM (self), NULL);

  return self->label;
}
