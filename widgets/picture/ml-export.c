/* ml-export.c: writes pictures of a recording to files */
#include "ml-export.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "ml-outline.h"
#include "ml-paint.h"
#include "ml-svg.h"
#include "ml-text-art.h"

/* Cairo's images are no larger. */
#define LARGEST_SIDE 32767

/* PDF's unit is the point, the picture's a pixel of which there are 96 to an inch. */
#define POINTS_PER_PIXEL 0.75

/* Every PDF says that it was made then: the same picture, the same bytes. */
#define PDF_DATE "2000-01-01T00:00:00Z"

G_DEFINE_QUARK (ml - export - error - quark, ml_export_error)

typedef struct
{
  const MlExportOptions *options;
  const MlTheme *theme;
  MlLayout *layout;
  MlMemory *memory;
} Export;

typedef gboolean (*WritePicture) (Export *self, MlScene *scene, GByteArray *bytes, GError **error);

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_cairo (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error_literal (
      error, ML_EXPORT_ERROR, ML_EXPORT_ERROR_WRITE, cairo_status_to_string (status));
  return FALSE;
}

/* Pixels for each unit: as asked for, or so that the picture fits into the size asked for. */
static double
choose_scale (const Export *self, const MlRect *extents)
{
  const MlExportOptions *options = self->options;
  double scale = options->scale > 0 ? options->scale : 1;

  if (options->width > 0 && options->height > 0)
    scale = MIN (options->width / extents->width, options->height / extents->height);
  return scale;
}

static gboolean
write_png (Export *self, MlScene *scene, GByteArray *bytes, GError **error)
{
  MlRect extents = ml_scene_get_extents (scene);
  double scale = choose_scale (self, &extents);
  double width = ceil (extents.width * scale), height = ceil (extents.height * scale);
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (self->options->width > 0 && self->options->height > 0)
    {
      width = self->options->width;
      height = self->options->height;
    }
  if (width > LARGEST_SIDE || height > LARGEST_SIDE)
    {
      g_set_error (error,
                   ML_EXPORT_ERROR,
                   ML_EXPORT_ERROR_SIZE,
                   "A picture of %.0f × %.0f pixels is too large",
                   width,
                   height);
      return FALSE;
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr,
                        (self->theme->canvas >> 16 & 0xff) / 255.0,
                        (self->theme->canvas >> 8 & 0xff) / 255.0,
                        (self->theme->canvas & 0xff) / 255.0);
  cairo_paint (cr);
  cairo_translate (cr,
                   floor ((width - extents.width * scale) / 2),
                   floor ((height - extents.height * scale) / 2));
  cairo_scale (cr, scale, scale);
  ml_paint_scene (scene, self->theme, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return check_cairo (status, error);
}

static gboolean
write_svg (Export *self, MlScene *scene, GByteArray *bytes, GError **error)
{
  g_autofree char *text = ml_svg_write (scene, self->theme, self->options->title);

  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
  return TRUE;
}

static gboolean
write_text (Export *self, MlScene *scene, GByteArray *bytes, GError **error)
{
  g_autofree char *text = self->options->view >= ML_VIEW_LIFETIMES ? ml_outline_write (scene)
                                                                   : ml_text_art_write (scene);

  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
  return TRUE;
}

static MlScene *
make_scene (Export *self, MlStep step)
{
  ml_memory_seek (self->memory, step);
  return self->options->n_steps == 1 ? ml_scene_new_alone (self->layout, self->memory)
                                     : ml_scene_new (self->layout, self->memory);
}

/* All steps in one document, a page for each. */
static gboolean
write_pdf (Export *self, GByteArray *bytes, GError **error)
{
  const MlExportOptions *options = self->options;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, 100, 100);
  cairo_status_t status;
  cairo_t *cr;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, PDF_DATE);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, PDF_DATE);
  if (options->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, options->title);

  cr = cairo_create (surface);
  for (guint i = 0; i < options->n_steps; i++)
    {
      g_autoptr (MlScene) scene = make_scene (self, options->steps[i]);
      MlRect extents = ml_scene_get_extents (scene);
      double scale = choose_scale (self, &extents) * POINTS_PER_PIXEL;

      cairo_pdf_surface_set_size (surface, extents.width * scale, extents.height * scale);
      cairo_save (cr);
      cairo_scale (cr, scale, scale);
      ml_paint_scene (scene, self->theme, cr);
      cairo_restore (cr);
      cairo_show_page (cr);
    }

  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return check_cairo (status, error);
}

/* To a temporary file beside it, which then takes its name. */
static gboolean
save (const char *path, const GByteArray *bytes, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (path,
                                (const char *) bytes->data,
                                bytes->len,
                                G_FILE_SET_CONTENTS_CONSISTENT,
                                0666,
                                &cause))
    return TRUE;

  g_set_error (
      error, ML_EXPORT_ERROR, ML_EXPORT_ERROR_WRITE, "Cannot write “%s”: %s", path, cause->message);
  return FALSE;
}

/* "out.png" of step 7 among some hundred: "out-007.png". */
static char *
number_path (const Export *self, const char *path, guint index)
{
  const MlExportOptions *options = self->options;
  gboolean is_named = options->numbers != NULL;
  MlStep last_step = ml_recording_get_last_step (ml_layout_get_recording (self->layout));
  guint number = is_named ? options->numbers[index] : options->steps[index];
  const char *dot = strrchr (path, '.');
  g_autofree char *digits = g_strdup_printf ("%u", is_named ? options->last_number : last_step);
  g_autofree char *stem = g_strndup (path, dot - path);

  return g_strdup_printf ("%s-%0*u%s", stem, (int) strlen (digits), number, dot);
}

static gboolean
write_files (Export *self, WritePicture write, const char *path, GError **error)
{
  for (guint i = 0; i < self->options->n_steps; i++)
    {
      MlStep step = self->options->steps[i];
      g_autoptr (MlScene) scene = make_scene (self, step);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autofree char *name =
          self->options->n_steps > 1 ? number_path (self, path, i) : g_strdup (path);

      if (!write (self, scene, bytes, error) || !save (name, bytes, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_steps (MlRecording *recording, const MlExportOptions *options, GError **error)
{
  MlStep last = ml_recording_get_last_step (recording);

  for (guint i = 0; i < options->n_steps; i++)
    {
      if (options->steps[i] <= last)
        continue;

      g_set_error (error,
                   ML_EXPORT_ERROR,
                   ML_EXPORT_ERROR_STEP,
                   "There is no step %u: the last one is %u",
                   options->steps[i],
                   last);
      return FALSE;
    }

  return TRUE;
}

static gboolean
find_format (const char *path, WritePicture *write, gboolean *pdf, GError **error)
{
  const char *dot = strrchr (path, '.');

  *write = NULL;
  *pdf = g_strcmp0 (dot, ".pdf") == 0;
  if (g_strcmp0 (dot, ".png") == 0)
    *write = write_png;
  else if (g_strcmp0 (dot, ".svg") == 0)
    *write = write_svg;
  else if (g_strcmp0 (dot, ".txt") == 0)
    *write = write_text;
  if (*write != NULL || *pdf)
    return TRUE;

  g_set_error (error,
               ML_EXPORT_ERROR,
               ML_EXPORT_ERROR_FORMAT,
               "“%s” does not end in .png, .svg, .pdf or .txt",
               path);
  return FALSE;
}

gboolean
ml_export (MlRecording *recording, const MlExportOptions *options, const char *path, GError **error)
{
  g_autoptr (MlMetrics) metrics = NULL;
  g_autoptr (MlLayout) layout = NULL;
  g_autoptr (MlMemory) memory = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  Export self = { .options = options };
  WritePicture write;
  gboolean pdf;

  g_return_val_if_fail (recording != NULL, FALSE);
  g_return_val_if_fail (options != NULL && options->n_steps > 0, FALSE);

  if (!find_format (path, &write, &pdf, error) || !check_steps (recording, options, error))
    return FALSE;

  metrics = write == write_text ? ml_metrics_new_cells () : ml_metrics_new_pango (1);
  layout = ml_layout_new (recording, options->view, options->detail, metrics);
  memory = ml_memory_new (recording);
  self.theme = ml_theme_get (options->theme);
  self.layout = layout;
  self.memory = memory;

  if (!pdf)
    return write_files (&self, write, path, error);

  bytes = g_byte_array_new ();
  return write_pdf (&self, bytes, error) && save (path, bytes, error);
}
