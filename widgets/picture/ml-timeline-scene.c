/* ml-timeline-scene.c: a timeline as a scene */
#include "ml-timeline-scene.h"

#include <string.h>

#include "ml-scene-private.h"

/* In pixels of the design. */
#define LABEL_WIDTH 210
#define HEADING_HEIGHT 30
#define ROW_HEIGHT 46
#define BAR_HEIGHT 30
#define CURVE_HEIGHT 84
#define MARKS_HEIGHT 60

/* All steps, if there are neither few nor many. */
#define TIME_WIDTH 880.0
#define LEAST_STEP 3.0
#define MOST_STEP 90.0

/* A heading is not narrower, nor wider. */
#define LEAST_HEADING 60.0
#define MOST_HEADING 190.0

typedef struct
{
  MlScene *scene;
  const MlTimeline *timeline;
  double unit;
  double left; /* where step 0 begins */
  double step; /* width of one */
  double y;
  guint n_boxes;
} Build;

static double
x_of (const Build *self, MlStep step)
{
  return self->left + step * self->step;
}

static MlBox *
add_box (Build *self, MlBoxRole role, MlRect rect)
{
  MlBox box = {
    .id = ~(MlBoxId) 0 - self->n_boxes++,
    .role = role,
    .kind = ML_KIND_OTHER,
    .opacity = 1,
    .rect = rect,
  };

  return ml_scene_add_box (self->scene, &box);
}

static void
add_track (Build *self, char *title, char *subtitle, double height)
{
  double left =
      self->scene->panels->len > 0 ? g_array_index (self->scene->panels, MlPanel, 0).rect.x : 0;
  MlBox *box = add_box (self,
                        ML_BOX_TRACK,
                        (MlRect){ left,
                                  self->y,
                                  x_of (self, self->timeline->last + 1) - left + 20 * self->unit,
                                  height * self->unit });

  box->title = title;
  box->subtitle = subtitle;
  box->label = g_strdup (title);
  self->y += height * self->unit;
}

static void
add_bar (Build *self, const MlTrack *track, const MlBar *bar, double top)
{
  double x = x_of (self, bar->first) + self->unit;
  MlBox *box = add_box (
      self,
      ML_BOX_BAR,
      (MlRect){ x, top, x_of (self, bar->last + 1) - self->unit - x, BAR_HEIGHT * self->unit });

  box->serial = bar->serial;
  box->kind = bar->kind;
  box->title = g_strdup (bar->text);
  if (bar->freed)
    box->flags |= ML_BOX_FREED;
  if (bar->ended)
    box->flags |= ML_BOX_CHANGED;
  box->label = g_strdup_printf ("%s: %s, steps %u to %u%s",
                                track->name,
                                bar->text,
                                bar->first,
                                bar->last,
                                bar->freed   ? ", then freed"
                                : bar->ended ? ", then the name is gone"
                                             : "");
}

static void
add_tracks (Build *self)
{
  for (guint i = 0; i < self->timeline->tracks->len; i++)
    {
      const MlTrack *track = self->timeline->tracks->pdata[i];
      double top = self->y + (ROW_HEIGHT - BAR_HEIGHT) / 2.0 * self->unit;

      add_track (self,
                 track->place != NULL ? g_strdup_printf ("%s in %s", track->name, track->place)
                                      : g_strdup (track->name),
                 g_strdup (track->note),
                 ROW_HEIGHT);
      for (guint j = 0; j < track->bars->len; j++)
        add_bar (self, track, &g_array_index (track->bars, MlBar, j), top);
    }

  if (self->timeline->n_left_out > 0)
    add_track (self, g_strdup_printf ("… %u more", self->timeline->n_left_out), NULL, ROW_HEIGHT);
}

static MlKind
kind_of_counted (const MlTimeline *timeline)
{
  for (guint i = 0; i < timeline->tracks->len; i++)
    {
      const MlTrack *track = timeline->tracks->pdata[i];

      for (guint j = 0; j < track->bars->len; j++)
        if (g_array_index (track->bars, MlBar, j).serial == timeline->counted)
          return g_array_index (track->bars, MlBar, j).kind;
    }

  return ML_KIND_OTHER;
}

/* The count over time: a step each time it changes. */
static void
add_curve (Build *self)
{
  const GArray *counts = self->timeline->counts;
  MlKind kind = kind_of_counted (self->timeline);
  double bottom = self->y + (CURVE_HEIGHT - 14) * self->unit;
  guint most = 1;

  if (counts->len == 0)
    return;

  for (guint i = 0; i < counts->len; i++)
    most = MAX (most, g_array_index (counts, MlTally, i).n);

  add_track (self,
             g_strdup ("references"),
             g_strdup_printf ("to what %s refers to first", self->timeline->counted_name),
             CURVE_HEIGHT);
  for (guint i = 0; i < counts->len; i++)
    {
      const MlTally *level = &g_array_index (counts, MlTally, i);
      MlStep end = i + 1 < counts->len ? g_array_index (counts, MlTally, i + 1).step
                                       : self->timeline->last + 1;
      double height = (CURVE_HEIGHT - 36) * self->unit * level->n / most;
      MlBox *box;

      if (level->n == 0)
        continue;
      box = add_box (self,
                     ML_BOX_LEVEL,
                     (MlRect){ x_of (self, level->step),
                               bottom - height,
                               (end - level->step) * self->step,
                               height });
      box->kind = kind;
      box->serial = self->timeline->counted;
      box->title = g_strdup_printf ("%u", level->n);
      box->label =
          g_strdup_printf ("%u references, steps %u to %u", level->n, level->step, end - 1);
    }
}

static void
add_marks (Build *self, const GArray *levels, guint flag, double middle)
{
  for (guint i = 0; i < levels->len; i++)
    {
      const MlTally *level = &g_array_index (levels, MlTally, i);
      double height = (4 + 2 * MIN (level->n, 7)) * self->unit;
      double width = MIN (self->step - self->unit, 10 * self->unit);
      MlBox *box = add_box (self,
                            ML_BOX_LEVEL,
                            (MlRect){ x_of (self, level->step) + (self->step - width) / 2,
                                      flag == ML_BOX_NEW ? middle - height : middle + self->unit,
                                      width,
                                      height });

      box->flags = flag;
      box->label = g_strdup_printf (
          "step %u: %u %s", level->step, level->n, flag == ML_BOX_NEW ? "born" : "freed");
    }
}

/* The line that runs at a step of the module, as a heading. */
static char *
get_line (const Build *self, const MlStepInfo *info)
{
  const char *text = ml_recording_get_source_text (self->scene->recording, info->span.source);

  for (guint line = 1; line < info->span.line && text != NULL; line++)
    {
      text = strchr (text, '\n');
      text = text != NULL ? text + 1 : NULL;
    }
  if (text == NULL)
    return NULL;

  return g_strstrip (g_strndup (text, strcspn (text, "#\n")));
}

static void
add_headings (Build *self, double bottom)
{
  MlSerial module = 0;
  double top = self->y;
  double free_from = 0;

  for (MlStep step = 1; step <= self->timeline->last; step++)
    {
      MlStepInfo info = ml_recording_get_step (self->scene->recording, step);
      double x = x_of (self, step);
      MlBox *box;

      if (module == 0)
        module = info.frame;
      if (info.event != ML_EVENT_LINE || info.frame != module || info.span.source == 0 ||
          x < free_from)
        continue;

      box = add_box (self, ML_BOX_HEADING, (MlRect){ x, top, self->unit, bottom - top });
      box->title = get_line (self, &info);
      box->label = g_strdup (box->title);
      free_from = x + LEAST_HEADING * self->unit;
    }
}

/* Headings are cut where the next begins, the last one where time ends. */
static void
fit_headings (Build *self)
{
  double right = x_of (self, self->timeline->last + 1);

  for (guint i = self->scene->boxes->len; i-- > 0;)
    {
      MlBox *box = &g_array_index (self->scene->boxes, MlBox, i);
      char *fitted;

      if (box->role != ML_BOX_HEADING)
        continue;
      fitted =
          ml_metrics_fit (self->scene->metrics,
                          ML_FONT_CODE,
                          box->title != NULL ? box->title : "",
                          MIN (right - box->rect.x - 10 * self->unit, MOST_HEADING * self->unit));
      g_free (box->title);
      box->title = fitted;
      right = box->rect.x;
    }
}

static double
measure_height (const Build *self)
{
  double height = HEADING_HEIGHT + MARKS_HEIGHT +
                  ROW_HEIGHT * (self->timeline->tracks->len + (self->timeline->n_left_out > 0));

  if (self->timeline->counts->len > 0)
    height += CURVE_HEIGHT;
  return height * self->unit;
}

MlScene *
ml_timeline_scene_new (const MlTimeline *timeline,
                       MlRecording *recording,
                       MlMetrics *metrics,
                       MlStep step)
{
  const MlLengths *lengths = ml_metrics_get_lengths (metrics);
  double unit = ml_metrics_is_cells (metrics) ? 0.1 : ml_metrics_get_scale (metrics);
  Build self = {
    .scene = ml_scene_new_empty (recording, metrics, ML_VIEW_LIFETIMES, step, 0),
    .timeline = timeline,
    .unit = unit,
    .left = lengths->margin + LABEL_WIDTH * unit,
    .step = unit * CLAMP (TIME_WIDTH / (timeline->last + 1), LEAST_STEP, MOST_STEP),
    .y = lengths->margin + lengths->panel_header,
  };
  double right = x_of (&self, timeline->last + 1) + 20 * unit;
  double bottom = self.y + measure_height (&self);

  ml_scene_add_panel (self.scene,
                      &(MlPanel){
                          .title = (char *) "LIFETIMES",
                          .subtitle = (char *) "what each name is bound to, step by step",
                          .is_plain = TRUE,
                          .rect = { lengths->margin,
                                    lengths->margin,
                                    right - lengths->margin,
                                    bottom - lengths->margin },
                      });
  add_headings (&self, bottom);
  fit_headings (&self);
  self.y += HEADING_HEIGHT * unit;
  add_tracks (&self);
  add_curve (&self);
  add_track (&self, g_strdup ("born, and freed"), g_strdup ("objects in each step"), MARKS_HEIGHT);
  add_marks (&self, timeline->births, ML_BOX_NEW, self.y - MARKS_HEIGHT * unit / 2);
  add_marks (&self, timeline->deaths, ML_BOX_FREED, self.y - MARKS_HEIGHT * unit / 2);
  if (step <= timeline->last)
    {
      MlBox *now = add_box (&self,
                            ML_BOX_NOW,
                            (MlRect){ x_of (&self, step),
                                      lengths->margin + lengths->panel_header,
                                      self.step,
                                      bottom - lengths->margin - lengths->panel_header });

      now->title = g_strdup_printf ("step %u", step);
      now->label = g_strdup (now->title);
    }

  self.scene->time = (MlRect){ self.left, 0, right - self.left, bottom };
  self.scene->step_width = self.step;
  self.scene->extents = (MlRect){ 0, 0, right + lengths->margin, bottom + lengths->margin };
  return self.scene;
}
