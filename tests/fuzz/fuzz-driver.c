/* fuzz-driver.c: runs a fuzz target over the files of some folders, one check for each
 *
 * So whatever a fuzzer once found stays found: its corpus is part of every test run, with any
 * compiler.
 */
#include <glib.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
run_file (const char *folder, const char *name, guint number)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);

  LLVMFuzzerTestOneInput ((const guint8 *) data, size);
  g_print ("ok %u %s\n", number, name);
}

int
main (int argc, char *argv[])
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, &error);
      const char *name;

      if (dir == NULL)
        g_error ("%s", error->message);

      while ((name = g_dir_read_name (dir)) != NULL)
        run_file (argv[i], name, ++n);
    }

  g_print ("1..%u\n", n);
  return n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
