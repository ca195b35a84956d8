/* ml-exhibit.c: a program of the gallery, and the picture of it that is shown */
#include "ml-exhibit.h"

#include <string.h>

#include "ml-outline.h"
#include "ml-subject.h"

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
ml_exhibit_list (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".py"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

/* The number of the line that is marked; 0 if there is none. */
static guint
find_mark (const char *text)
{
  const char *mark = strstr (text, "# picture: here");
  guint line = 1;

  if (mark == NULL)
    return 0;

  for (const char *p = text; p < mark; p++)
    line += *p == '\n';
  return line;
}

static MlStep
find_step (MlRecording *recording)
{
  MlStep last = ml_recording_get_last_step (recording);
  guint line = find_mark (ml_recording_get_source_text (recording, 1));

  for (MlStep step = last; line > 0 && step > 0; step--)
    {
      MlStepInfo info = ml_recording_get_step (recording, step);

      if (info.event == ML_EVENT_LINE && info.span.source == 1 && info.span.line == line)
        return step;
    }

  return last;
}

static MlView
find_view (const char *text)
{
  if (strstr (text, "# picture: types") != NULL)
    return ML_VIEW_TYPES;
  if (strstr (text, "# picture: lifetimes") != NULL)
    return ML_VIEW_LIFETIMES;
  return ML_VIEW_MEMORY;
}

MlExhibit *
ml_exhibit_load (const char *path, GError **error)
{
  g_autoptr (MlSubject) subject = ml_subject_load (path, error);
  g_autofree char *base = g_path_get_basename (path);
  MlExhibit *self;

  if (subject == NULL)
    return NULL;

  self = g_new0 (MlExhibit, 1);
  self->name = g_strndup (base, strlen (base) - strlen (".py"));
  self->recording = ml_recording_ref (ml_subject_get_recording (subject));
  self->step = find_step (self->recording);
  self->view = find_view (ml_recording_get_source_text (self->recording, 1));
  return self;
}

/* Serials say how much the interpreter had to make before: "#3547" becomes "#1". */
static gboolean
renumber (const GMatchInfo *match, GString *result, gpointer numbers)
{
  g_autofree char *serial = g_match_info_fetch (match, 0);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, serial));

  if (number == 0)
    {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, g_steal_pointer (&serial), GUINT_TO_POINTER (number));
    }
  g_string_append_printf (result, "#%u", number);
  return FALSE;
}

char *
ml_exhibit_describe (const MlExhibit *self)
{
  g_autoptr (MlMetrics) metrics = ml_metrics_new_cells ();
  g_autoptr (MlLayout) layout =
      ml_layout_new (self->recording, self->view, ML_DETAIL_HONEST, metrics);
  g_autoptr (MlMemory) memory = ml_memory_new (self->recording);
  g_autoptr (MlScene) scene = NULL;
  g_autofree char *outline = NULL;
  g_autoptr (GRegex) serials = g_regex_new ("#[0-9]+", 0, 0, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  ml_memory_seek (memory, self->step);
  scene = ml_scene_new (layout, memory);
  outline = ml_outline_write (scene);
  return g_regex_replace_eval (serials, outline, -1, 0, 0, renumber, numbers, NULL);
}

void
ml_exhibit_free (MlExhibit *self)
{
  g_free (self->name);
  ml_recording_unref (self->recording);
  g_free (self);
}
