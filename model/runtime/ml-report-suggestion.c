/* ml-report-suggestion.c: "Did you mean" behind the message of an exception that nobody caught */
#include "ml-interpreter-private.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-suggestion.h"
#include "ml-tuple.h"

/* Modules that CPython ships: a name like one of these may want an import. */
static const char *const standard_modules[] = {
  "abc", "antigravity", "argparse", "array", "ast", "asyncio", "atexit", "base64", "bdb",
  "binascii", "bisect", "builtins", "bz2", "cProfile", "calendar", "cmath", "cmd", "code",
  "codecs", "codeop", "collections", "colorsys", "compileall", "concurrent", "configparser",
  "contextlib", "contextvars", "copy", "copyreg", "csv", "ctypes", "curses", "dataclasses",
  "datetime", "dbm", "decimal", "difflib", "dis", "doctest", "email", "encodings", "ensurepip",
  "enum", "errno", "faulthandler", "fcntl", "filecmp", "fileinput", "fnmatch", "fractions",
  "ftplib", "functools", "gc", "genericpath", "getopt", "getpass", "gettext", "glob",
  "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib",
  "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache",
  "locale", "logging", "lzma", "mailbox", "marshal", "math", "mimetypes", "mmap",
  "modulefinder", "msvcrt", "multiprocessing", "netrc", "nt", "ntpath", "nturl2path", "numbers",
  "opcode", "operator", "optparse", "os", "pathlib", "pdb", "pickle", "pickletools", "pkgutil",
  "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty",
  "pwd", "py_compile", "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random",
  "re", "readline", "reprlib", "resource", "rlcompleter", "runpy", "sched", "secrets", "select",
  "selectors", "shelve", "shlex", "shutil", "signal", "site", "smtplib", "socket",
  "socketserver", "sqlite3", "sre_compile", "sre_constants", "sre_parse", "ssl", "stat",
  "statistics", "string", "stringprep", "struct", "subprocess", "symtable", "sys", "sysconfig",
  "syslog", "tabnanny", "tarfile", "tempfile", "termios", "textwrap", "this", "threading",
  "time", "timeit", "tkinter", "token", "tokenize", "tomllib", "trace", "traceback",
  "tracemalloc", "tty", "turtle", "turtledemo", "types", "typing", "unicodedata", "unittest",
  "urllib", "uuid", "venv", "warnings", "wave", "weakref", "webbrowser", "winreg", "winsound",
  "wsgiref", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo",
  NULL,
};

static void
add_name (GPtrArray *names, MlObject *name)
{
  if (ml_is_str (name))
    g_ptr_array_add (names, g_strdup (ml_str_get_utf8 (name, NULL)));
}

static void
add_keys (GPtrArray *names, MlObject *dict)
{
  MlObject *key;
  gsize position = 0;

  while (dict != NULL && ml_is_dict (dict) && ml_dict_next (dict, &position, &key, NULL, NULL))
    add_name (names, key);
}

/* The frame in which the exception was raised, or NULL. */
static MlFrame *
find_frame (MlException *self)
{
  MlTraceback *last = (MlTraceback *) self->traceback;

  while (last != NULL && last->next != NULL)
    last = (MlTraceback *) last->next;

  return last != NULL && last->frame != NULL ? ((MlFrameObject *) last->frame)->frame : NULL;
}

/* All names that the frame could have read. */
static void
add_names_of_frame (GPtrArray *names, const MlFrame *frame)
{
  const MlCode *code = frame->code;

  for (guint i = 0; i < code->n_locals_plus; i++)
    if (frame->slots[i] != NULL)
      add_name (names, ml_tuple_get (code->locals_plus_names, i));

  add_keys (names, frame->namespace);
  add_keys (names, frame->globals);
  add_keys (names, frame->builtins);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What dir() lists; the names with an underscore only for a wrong name that has one. */
static void
add_attributes (MlHeap *heap, GPtrArray *names, MlObject *object, const char *wrong)
{
  MlObject *method = ml_find_special (heap, object, ml_name (heap, __dir__));
  MlObject *found = NULL;

  if (method != NULL)
    found = ml_call_held (heap, ml_name (heap, __dir__), method, NULL, 0, NULL);

  for (gsize i = 0; found != NULL && ml_is_list (found) && i < ml_list_get_length (found); i++)
    {
      MlObject *name = ml_list_get (found, i);

      if (ml_is_str (name) && (*wrong == '_' || *ml_str_get_utf8 (name, NULL) != '_'))
        add_name (names, name);
    }

  ml_unref_any (heap, found);
  ml_clear_raised (heap);
  g_ptr_array_sort (names, compare_names);
}

void
ml_report_append_suggestion (MlHeap *heap, GString *out, MlObject *exception)
{
  MlException *self = (MlException *) exception;
  gboolean is_name = ml_object_is_a (exception, heap->world->name_error);
  gboolean is_attribute = ml_object_is_a (exception, heap->world->attribute_error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *wrong, *right;
  MlObject *name;
  gboolean is_module;

  if (!is_name && !is_attribute)
    return;

  name = self->values[is_name ? ML_NAME_ERROR_NAME : ML_ATTRIBUTE_ERROR_NAME];

  if (name == NULL || !ml_is_str (name))
    return;

  wrong = ml_str_get_utf8 (name, NULL);

  if (is_attribute && self->values[ML_ATTRIBUTE_ERROR_OBJ] != NULL)
    add_attributes (heap, names, self->values[ML_ATTRIBUTE_ERROR_OBJ], wrong);
  else if (is_name && find_frame (self) != NULL)
    add_names_of_frame (names, find_frame (self));

  right = ml_suggest (wrong, (const char *const *) names->pdata, names->len);
  is_module = is_name && g_strv_contains (standard_modules, wrong);

  if (right != NULL)
    g_string_append_printf (out, ". Did you mean: '%s'?", right);

  if (is_module)
    g_string_append_printf (out,
                            right != NULL ? " Or did you forget to import '%s'?"
                                          : ". Did you forget to import '%s'?",
                            wrong);
}
