/* include-check.c: the layers of the program, and a walk over its includes */
#include <string.h>

#include "include-check.h"

typedef enum
{
  LIBRARY_C = 1 << 0,
  LIBRARY_GLIB = 1 << 1,
  LIBRARY_GIO = 1 << 2,
  LIBRARY_GMP = 1 << 3,
  LIBRARY_MARKDOWN = 1 << 4,
  LIBRARY_JSON = 1 << 5,
  LIBRARY_DRAWING = 1 << 6,
  LIBRARY_GTK = 1 << 7,
} Library;

typedef struct
{
  const char *beginning; /* of a header's name */
  Library library;
} LibraryHeader;

static const LibraryHeader library_headers[] = {
  { "adwaita.h", LIBRARY_GTK },
  { "assert.h", LIBRARY_C },
  { "cairo", LIBRARY_DRAWING },
  { "cmark-gfm", LIBRARY_MARKDOWN },
  { "ctype.h", LIBRARY_C },
  { "errno.h", LIBRARY_C },
  { "fcntl.h", LIBRARY_C },
  { "float.h", LIBRARY_C },
  { "gdk-pixbuf/", LIBRARY_GTK },
  { "gdk/", LIBRARY_GTK },
  { "gio/", LIBRARY_GIO },
  { "glib", LIBRARY_GLIB },
  { "gmp.h", LIBRARY_GMP },
  { "gobject/", LIBRARY_GLIB },
  { "graphene", LIBRARY_GTK },
  { "gsk/", LIBRARY_GTK },
  { "gtk/", LIBRARY_GTK },
  { "gtksourceview/", LIBRARY_GTK },
  { "inttypes.h", LIBRARY_C },
  { "json-glib/", LIBRARY_JSON },
  { "limits.h", LIBRARY_C },
  { "locale.h", LIBRARY_C },
  { "math.h", LIBRARY_C },
  { "pango/", LIBRARY_DRAWING },
  { "pthread.h", LIBRARY_C },
  { "setjmp.h", LIBRARY_C },
  { "signal.h", LIBRARY_C },
  { "stdarg.h", LIBRARY_C },
  { "stdbool.h", LIBRARY_C },
  { "stddef.h", LIBRARY_C },
  { "stdint.h", LIBRARY_C },
  { "stdio.h", LIBRARY_C },
  { "sanitizer/asan_interface.h", LIBRARY_C },
  { "stdlib.h", LIBRARY_C },
  { "string.h", LIBRARY_C },
  { "sys/", LIBRARY_C },
  { "time.h", LIBRARY_C },
  { "unistd.h", LIBRARY_C },
};

typedef struct
{
  const char *folder;
  guint libraries;
  const char *below[3];
} Layer;

#define MODEL_LIBRARIES (LIBRARY_C | LIBRARY_GLIB | LIBRARY_GMP)
#define EVERY_LIBRARY (~0u)

/* A layer stands on earlier ones alone, so there is no circle of folders. */
static const Layer layers[] = {
  { "model/recording", LIBRARY_C | LIBRARY_GLIB, { NULL } },
  { "model/heap", MODEL_LIBRARIES, { "model/recording" } },
  { "model/objects", MODEL_LIBRARIES, { "model/heap" } },
  { "model/language", MODEL_LIBRARIES, { "model/objects" } },
  { "model/runtime", MODEL_LIBRARIES, { "model/language", "model/objects" } },
  { "model/modules", MODEL_LIBRARIES, { "model/runtime" } },
  { "widgets/picture",
    LIBRARY_C | LIBRARY_GLIB | LIBRARY_GIO | LIBRARY_DRAWING,
    { "model/recording" } },
  { "lessons", LIBRARY_C | LIBRARY_GLIB | LIBRARY_GIO | LIBRARY_MARKDOWN, { "model/recording" } },
  { "widgets", EVERY_LIBRARY, { "widgets/picture", "lessons" } },
  { "app", EVERY_LIBRARY, { "model/modules", "widgets" } },
};

static const char *const top_folders[] = { "app", "lessons", "model", "widgets" };

typedef struct
{
  char *name;
  guint line;
} Include;

typedef struct
{
  char *path; /* from the root */
  GArray *includes;
  gboolean visited; /* by the search for circles */
  gboolean on_path;
} File;

typedef struct
{
  const char *root;
  GPtrArray *files;    /* of File, sorted by path */
  GHashTable *by_name; /* a file's name without its folder → File; headers alone */
  GPtrArray *breaches;
  GPtrArray *path; /* of File, while circles are searched */
} Check;

static void
include_clear (gpointer data)
{
  g_free (((Include *) data)->name);
}

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_array_unref (file->includes);
  g_free (file);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(File *const *) a)->path, (*(File *const *) b)->path);
}

static const Layer *
find_layer (const char *path)
{
  const Layer *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      gsize length = strlen (layers[i].folder);

      if (strncmp (path, layers[i].folder, length) != 0 || path[length] != '/')
        continue;

      if (found == NULL || length > strlen (found->folder))
        found = &layers[i];
    }

  return found;
}

static const Layer *
layer_by_folder (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      if (g_str_equal (layers[i].folder, folder))
        return &layers[i];
    }

  g_assert_not_reached ();
}

static gboolean
may_include (const Layer *layer, const Layer *other)
{
  if (layer == other)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (layer->below) && layer->below[i] != NULL; i++)
    {
      if (may_include (layer_by_folder (layer->below[i]), other))
        return TRUE;
    }

  return FALSE;
}

static guint
find_library (const char *header)
{
  for (gsize i = 0; i < G_N_ELEMENTS (library_headers); i++)
    {
      if (g_str_has_prefix (header, library_headers[i].beginning))
        return library_headers[i].library;
    }

  return 0;
}

/* Made by the build, so they have no place in the tree. */
static gboolean
is_generated (const char *header)
{
  return g_str_equal (header, "config.h") || g_str_has_suffix (header, "-resources.h");
}

static const char *
name_of_path (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static gboolean
is_code (const char *name)
{
  return g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h") ||
         g_str_has_suffix (name, ".inc");
}

static GArray *
parse_includes (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]", 0, 0, NULL);
  GArray *includes = g_array_new (FALSE, FALSE, sizeof (Include));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_array_set_clear_func (includes, include_clear);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, lines[i], 0, &match))
        {
          Include include = { g_match_info_fetch (match, 1), i + 1 };

          g_array_append_val (includes, include);
        }
    }

  return includes;
}

static gboolean
read_file (Check *check, const char *path, GError **error)
{
  g_autofree char *full = g_build_filename (check->root, path, NULL);
  g_autofree char *text = NULL;
  File *file;

  if (!g_file_get_contents (full, &text, NULL, error))
    return FALSE;

  file = g_new0 (File, 1);
  file->path = g_strdup (path);
  file->includes = parse_includes (text);
  g_ptr_array_add (check->files, file);

  return TRUE;
}

static gboolean
read_folder (Check *check, const char *folder, GError **error)
{
  g_autofree char *full = g_build_filename (check->root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *full_path = g_build_filename (check->root, path, NULL);

      if (g_file_test (full_path, G_FILE_TEST_IS_DIR))
        {
          if (!read_folder (check, path, error))
            return FALSE;
        }
      else if (is_code (name) && !read_file (check, path, error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

/* Headers are included by name alone, so a name must be the only one of its kind. */
static void
register_header (Check *check, File *file)
{
  const char *name = name_of_path (file->path);
  const File *twin = g_hash_table_lookup (check->by_name, name);

  if (twin == NULL)
    g_hash_table_insert (check->by_name, (gpointer) name, file);
  else
    g_ptr_array_add (check->breaches,
                     g_strdup_printf ("%s:1: there is also %s", file->path, twin->path));
}

/* Why @file may not include @header; NULL if it may. */
static char *
judge (const Check *check, const File *file, const char *header)
{
  const Layer *layer = find_layer (file->path);
  const File *target = g_hash_table_lookup (check->by_name, name_of_path (header));
  guint library;

  if (layer == NULL)
    return g_strdup ("belongs to no layer");

  if (target != NULL)
    {
      const Layer *other = find_layer (target->path);

      if (other == NULL || may_include (layer, other))
        return NULL;
      return g_strdup_printf ("%s must not include %s of %s", layer->folder, header, other->folder);
    }

  if (is_generated (header))
    return NULL;

  library = find_library (header);
  if (library == 0)
    return g_strdup_printf ("%s is in no layer and in no known library", header);
  if ((layer->libraries & library) == 0)
    return g_strdup_printf ("%s must not include %s", layer->folder, header);

  return NULL;
}

static void
check_file (Check *check, const File *file)
{
  for (guint i = 0; i < file->includes->len; i++)
    {
      const Include *include = &g_array_index (file->includes, Include, i);
      g_autofree char *reason = judge (check, file, include->name);

      if (reason != NULL)
        g_ptr_array_add (check->breaches,
                         g_strdup_printf ("%s:%u: %s", file->path, include->line, reason));
    }
}

static void
report_circle (Check *check, const File *first)
{
  GString *text = g_string_new ("circle: ");
  guint i = 0;

  while (g_ptr_array_index (check->path, i) != first)
    i++;

  for (; i < check->path->len; i++)
    {
      const File *file = g_ptr_array_index (check->path, i);

      g_string_append_printf (text, "%s → ", name_of_path (file->path));
    }

  g_string_append (text, name_of_path (first->path));
  g_ptr_array_add (check->breaches, g_string_free (text, FALSE));
}

static void
search_circle (Check *check, File *file)
{
  if (file->on_path)
    {
      report_circle (check, file);
      return;
    }

  if (file->visited)
    return;

  file->visited = TRUE;
  file->on_path = TRUE;
  g_ptr_array_add (check->path, file);

  for (guint i = 0; i < file->includes->len; i++)
    {
      const Include *include = &g_array_index (file->includes, Include, i);
      File *target = g_hash_table_lookup (check->by_name, name_of_path (include->name));

      if (target != NULL)
        search_circle (check, target);
    }

  g_ptr_array_set_size (check->path, (int) check->path->len - 1);
  file->on_path = FALSE;
}

GPtrArray *
include_check_run (const char *root, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) breaches = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  Check check = { root, files, by_name, breaches, path };

  for (gsize i = 0; i < G_N_ELEMENTS (top_folders); i++)
    {
      if (!read_folder (&check, top_folders[i], error))
        return NULL;
    }

  g_ptr_array_sort (files, compare_files);

  for (guint i = 0; i < files->len; i++)
    {
      File *file = g_ptr_array_index (files, i);

      if (!g_str_has_suffix (file->path, ".c"))
        register_header (&check, file);
    }

  for (guint i = 0; i < files->len; i++)
    check_file (&check, g_ptr_array_index (files, i));

  for (guint i = 0; i < files->len; i++)
    search_circle (&check, g_ptr_array_index (files, i));

  return g_steal_pointer (&breaches);
}
