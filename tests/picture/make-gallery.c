/* make-gallery.c: draws every exhibit of a folder in every theme, and describes it in an outline:
 * `make-gallery FOLDER OUT [NAME]`. With a NAME, only those whose names contain it. */
#include <glib/gstdio.h>
#include <string.h>

#include "ml-exhibit.h"
#include "ml-export.h"

static const MlThemeId themes[] = {
  ML_THEME_LIGHT,
  ML_THEME_DARK,
  ML_THEME_HIGH_CONTRAST,
  ML_THEME_PRINT,
};

static gboolean
draw (const char *path, const char *out, GError **error)
{
  g_autoptr (MlExhibit) exhibit = ml_exhibit_load (path, error);

  if (exhibit == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      const char *theme = ml_theme_get (themes[i])->name;
      g_autofree char *file = g_strdup_printf ("%s/%s-%s.png", out, exhibit->name, theme);
      MlExportOptions options = {
        .view = exhibit->view,
        .detail = ML_DETAIL_HONEST,
        .theme = themes[i],
        .title = exhibit->name,
        .steps = &exhibit->step,
        .n_steps = 1,
      };

      if (!ml_export (exhibit->recording, &options, file, error))
        return FALSE;
    }

  return TRUE;
}

/* What the tests hold the picture against, if it is put beside the program. */
static gboolean
describe (const char *path, const char *out, GError **error)
{
  g_autoptr (MlExhibit) exhibit = ml_exhibit_load (path, error);
  g_autofree char *outline = exhibit != NULL ? ml_exhibit_describe (exhibit) : NULL;
  g_autofree char *file = NULL;

  if (exhibit == NULL)
    return FALSE;

  file = g_strdup_printf ("%s/%s.txt", out, exhibit->name);
  return g_file_set_contents (file, outline, -1, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) paths = NULL;

  if (argc < 3 || argc > 4 || g_mkdir_with_parents (argv[2], 0777) != 0)
    {
      g_printerr ("Usage: make-gallery FOLDER OUT [NAME]\n");
      return 2;
    }

  paths = ml_exhibit_list (argv[1]);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (argc == 4 && strstr (g_ptr_array_index (paths, i), argv[3]) == NULL)
        continue;
      if (!draw (g_ptr_array_index (paths, i), argv[2], &error) ||
          !describe (g_ptr_array_index (paths, i), argv[2], &error))
        {
          g_printerr ("make-gallery: %s\n", error->message);
          return 1;
        }
    }

  return 0;
}
