/* ml-lesson-menu.c: the list of lessons that the header bar's button opens */
#define G_LOG_DOMAIN "ml-lesson-menu"

#include "config.h"

#include "ml-lesson-menu.h"
#include "ml-lesson.h"

struct _MlLessonMenu
{
  GtkPopover parent_instance;

  GListModel *lessons;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MlLessonMenu, ml_lesson_menu, GTK_TYPE_POPOVER)

enum
{
  PROP_0,
  PROP_LESSONS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  MlLesson *lesson = item;
  g_autofree char *number = g_strdup_printf ("%u", ml_lesson_get_order (lesson));
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *subtitle = create_label (ml_lesson_get_subtitle (lesson), "caption");

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_margin_top (grid, 6);
  gtk_widget_set_margin_bottom (grid, 6);
  gtk_widget_add_css_class (subtitle, "dim-label");

  gtk_grid_attach (GTK_GRID (grid), create_label (number, "numeric"), 0, 0, 1, 1);
  gtk_grid_attach (
      GTK_GRID (grid), create_label (ml_lesson_get_title (lesson), "heading"), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), subtitle, 1, 1, 1, 1);

  return grid;
}

static void
row_activated (MlLessonMenu *self, GtkListBoxRow *row)
{
  g_autoptr (MlLesson) lesson = NULL;

  g_assert (ML_IS_LESSON_MENU (self));

  lesson = g_list_model_get_item (self->lessons, (guint) gtk_list_box_row_get_index (row));
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "lesson.open", "s", ml_lesson_get_name (lesson));
}

static void
ml_lesson_menu_dispose (GObject *object)
{
  MlLessonMenu *self = ML_LESSON_MENU (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ML_TYPE_LESSON_MENU);
  g_clear_object (&self->lessons);

  G_OBJECT_CLASS (ml_lesson_menu_parent_class)->dispose (object);
}

static void
ml_lesson_menu_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MlLessonMenu *self = ML_LESSON_MENU (object);

  switch (prop_id)
    {
    case PROP_LESSONS:
      g_value_set_object (value, self->lessons);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_lesson_menu_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  MlLessonMenu *self = ML_LESSON_MENU (object);

  switch (prop_id)
    {
    case PROP_LESSONS:
      ml_lesson_menu_set_lessons (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ml_lesson_menu_class_init (MlLessonMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ml_lesson_menu_dispose;
  object_class->get_property = ml_lesson_menu_get_property;
  object_class->set_property = ml_lesson_menu_set_property;

  properties[PROP_LESSONS] =
      g_param_spec_object ("lessons",
                           NULL,
                           NULL,
                           G_TYPE_LIST_MODEL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, ML_RESOURCES "ml-lesson-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, MlLessonMenu, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
ml_lesson_menu_init (MlLessonMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ml_lesson_menu_set_lessons (MlLessonMenu *self, GListModel *lessons)
{
  g_return_if_fail (ML_IS_LESSON_MENU (self));
  g_return_if_fail (!lessons || G_IS_LIST_MODEL (lessons));

  if (!g_set_object (&self->lessons, lessons))
    return;

  gtk_list_box_bind_model (self->list, lessons, create_row, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LESSONS]);
}
