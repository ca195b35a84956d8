/* ml-outline.c: a scene as an outline in words */
#include "ml-outline.h"

static void
append_flags (GString *out, const MlBox *box)
{
  if (box->flags & ML_BOX_ACTIVE)
    g_string_append (out, ", running");
  if (box->flags & ML_BOX_NEW && box->role == ML_BOX_OBJECT)
    g_string_append (out, ", new");
  if (box->flags & ML_BOX_FREED)
    g_string_append (out, ", freed");
  if (box->flags & ML_BOX_GARBAGE)
    g_string_append (out, ", garbage");
}

static void
append_count (GString *out, const MlBox *box)
{
  if (!(box->flags & ML_BOX_BADGE))
    return;

  if (box->flags & ML_BOX_IMMORTAL)
    g_string_append (out, ", immortal");
  else
    g_string_append_printf (
        out, ", %u %s", box->count, box->count == 1 ? "reference" : "references");
  if (box->hidden > 0)
    g_string_append_printf (out, ", %u of them not drawn", box->hidden);
  if (box->delta != 0)
    g_string_append_printf (out, box->delta > 0 ? ", +%d" : ", −%d", ABS (box->delta));
}

/* Objects are told apart by their serials, as in "list #12". */
static void
append_target (GString *out, const MlScene *scene, MlSerial serial)
{
  const MlBox *box = ml_scene_get_box (scene, ML_BOX_ID (serial));

  if (box == NULL)
    return;

  g_string_append_printf (out, " → %s #%u", box->title, serial);
  if (box->n_rows == 1 && box->rows[0].kind == ML_ROW_VALUE)
    g_string_append_printf (out, " %s", box->rows[0].text);
}

static void
append_row (GString *out, const MlScene *scene, const MlRow *row)
{
  g_string_append (out, "   ");
  if (row->label != NULL)
    g_string_append_printf (out, " %s", row->label);
  if (row->text != NULL)
    g_string_append_printf (out, "%s %s", row->label != NULL ? ":" : "", row->text);
  append_target (out, scene, row->target);
  if (row->was != NULL)
    g_string_append_printf (out, ", was %s", row->was);
  if (row->flags & ML_ROW_GONE)
    g_string_append (out, ", deleted");
  else if (row->flags & ML_ROW_NEW)
    g_string_append (out, ", new");
  else if (row->flags & ML_ROW_CHANGED)
    g_string_append (out, ", changed");
  g_string_append_c (out, '\n');
}

static void
append_links (GString *out, const MlScene *scene, const MlBox *box)
{
  guint n_arrows;
  const MlArrow *arrows = ml_scene_get_arrows (scene, &n_arrows);

  for (guint i = 0; i < n_arrows; i++)
    {
      const MlArrow *arrow = &arrows[i];

      if (arrow->from != box->id)
        continue;
      if (arrow->kind == ML_ARROW_INSTANCE_OF)
        g_string_append (out, "    instance of");
      else if (arrow->kind == ML_ARROW_SUBCLASS_OF)
        g_string_append (out, "    subclass of");
      else
        continue;
      append_target (out, scene, (MlSerial) arrow->to);
      g_string_append_c (out, '\n');
    }
}

static void
append_box (GString *out, const MlScene *scene, const MlBox *box)
{
  g_string_append_printf (out, "  %s", box->title);
  if (box->role == ML_BOX_OBJECT)
    g_string_append_printf (out, " #%u", box->serial);
  append_count (out, box);
  append_flags (out, box);
  if (box->subtitle != NULL)
    g_string_append_printf (out, ", %s", box->subtitle);
  if (box->remark != NULL)
    g_string_append_printf (out, ", %s", box->remark);
  if (box->role == ML_BOX_OBJECT && box->caption != NULL)
    g_string_append_printf (out, ", %s", box->caption);
  g_string_append_c (out, '\n');

  for (guint i = 0; i < box->n_rows; i++)
    append_row (out, scene, &box->rows[i]);
  append_links (out, scene, box);
}

/* A row of the view of lifetimes, or what stands in one. */
static void
append_bar (GString *out, const MlBox *box)
{
  if (box->role == ML_BOX_TRACK)
    g_string_append_printf (out,
                            "%s%s%s\n",
                            box->title,
                            box->subtitle != NULL ? ", " : "",
                            box->subtitle != NULL ? box->subtitle : "");
  else if (box->role != ML_BOX_HEADING)
    g_string_append_printf (out, "  %s\n", box->label);
}

char *
ml_outline_write (const MlScene *scene)
{
  GString *out = g_string_new (NULL);
  guint n_boxes;
  const MlBox *boxes = ml_scene_get_boxes (scene, &n_boxes);

  if (ml_scene_get_view (scene) == ML_VIEW_LIFETIMES)
    {
      for (guint i = 0; i < n_boxes; i++)
        append_bar (out, &boxes[i]);
      return g_string_free (out, FALSE);
    }

  g_string_append (out, "stack\n");
  for (guint i = 0; i < n_boxes; i++)
    if (boxes[i].role != ML_BOX_OBJECT)
      append_box (out, scene, &boxes[i]);

  g_string_append (out, "heap\n");
  for (guint i = 0; i < n_boxes; i++)
    if (boxes[i].role == ML_BOX_OBJECT)
      append_box (out, scene, &boxes[i]);

  return g_string_free (out, FALSE);
}
