/* ml-program.c: a program's text, and how it is run in a thread of its own */
#include "ml-program.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ml-compile.h"
#include "ml-parser.h"

#define STACK_SIZE (64 * 1024 * 1024)

static char *
read_standard_input (gsize *length, GError **error)
{
  GString *text = g_string_new (NULL);
  char buffer[65536];
  gssize n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);

  if (n < 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (errno),
                   "standard input: %s",
                   g_strerror (errno));
      g_string_free (text, TRUE);
      return NULL;
    }

  *length = text->len;

  return g_string_free (text, FALSE);
}

/* A zero is no mistake here: the tokenizer has a message for it. */
static gboolean
check_utf8 (const char *path, const char *text, gsize length, GError **error)
{
  const char *end = text + length;
  const char *at = text;

  while (!g_utf8_validate_len (at, end - at, &at))
    {
      if (*at == '\0')
        {
          at++;
          continue;
        }

      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   "%s: no UTF-8 text (byte %" G_GSIZE_FORMAT ")",
                   path,
                   (gsize) (at - text));
      return FALSE;
    }

  return TRUE;
}

char *
ml_program_read_bytes (const char *path, gsize *length, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *text;

  if (g_file_get_contents (path, &text, length, &local))
    return text;

  g_set_error (error,
               local->domain,
               local->code,
               "%s: %s",
               path,
               g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT)   ? "no such file"
               : g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_ISDIR) ? "is a directory"
               : g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? "permission denied"
                                                                           : local->message);

  return NULL;
}

char *
ml_program_read (const char *path, gsize *length, GError **error)
{
  g_autofree char *text = g_str_equal (path, "-") ? read_standard_input (length, error)
                                                  : ml_program_read_bytes (path, length, error);

  if (text == NULL || !check_utf8 (path, text, *length, error))
    return NULL;

  return g_steal_pointer (&text);
}

MlCode *
ml_program_compile (MlHeap *heap,
                    const char *name,
                    const char *text,
                    gsize length,
                    MlSyntaxError **error)
{
  g_autoptr (MlSource) source = ml_source_new (name, text, length, error);
  g_autoptr (MlTree) tree = source != NULL ? ml_parse_file (heap, source, error) : NULL;

  return tree != NULL ? ml_compile (heap, tree, name, ML_COMPILE_FILE, NULL, error) : NULL;
}

/* Ends the program where there is no thread to be had, as g_thread_new() does. */
static pthread_t
start_thread (int detached, gpointer (*func) (gpointer data), gpointer data)
{
  pthread_attr_t attributes;
  pthread_t thread;

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, STACK_SIZE);
  pthread_attr_setdetachstate (&attributes, detached);

  if (pthread_create (&thread, &attributes, func, data) != 0)
    g_error ("no thread could be made for the program");

  pthread_attr_destroy (&attributes);

  return thread;
}

void
ml_program_start_deep (gpointer (*func) (gpointer data), gpointer data)
{
  start_thread (PTHREAD_CREATE_DETACHED, func, data);
}

typedef struct
{
  void (*func) (gpointer data);
  gpointer data;
} Task;

static gpointer
run_task (gpointer data)
{
  Task *task = data;

  task->func (task->data);

  return NULL;
}

void
ml_program_run_deep (void (*func) (gpointer data), gpointer data)
{
  Task task = { func, data };

  pthread_join (start_thread (PTHREAD_CREATE_JOINABLE, run_task, &task), NULL);
}

static gboolean
is_inside (const char *path, const char *folder)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *real_folder = realpath (folder, NULL);
  gsize n = real_folder != NULL ? strlen (real_folder) : 0;

  return real != NULL && n > 0 && strncmp (real, real_folder, n) == 0 && real[n] == '/';
}

/* The text of @path if that is a file in @folder; *@file_name is then its name. */
static char *
read_inside (char *path, const char *folder, char **file_name)
{
  g_autofree char *owned = path;
  char *text = NULL;

  if (is_inside (path, folder) && g_file_get_contents (path, &text, NULL, NULL))
    *file_name = g_steal_pointer (&owned);

  return text;
}

char *
ml_program_find_module (const char *name, char **file_name, gpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (user_data);
  g_autofree char *file = g_strconcat (name, ".py", NULL);
  char *text;

  /* A name with a dot or a slash is no module beside the program. */
  if (strpbrk (name, "./") != NULL)
    return NULL;

  text = read_inside (g_build_filename (folder, file, NULL), folder, file_name);

  return text != NULL ? text
                      : read_inside (g_build_filename (folder, name, "__init__.py", NULL),
                                     folder,
                                     file_name);
}
