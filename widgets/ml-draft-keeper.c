/* ml-draft-keeper.c: keeps what is typed and not saved */
#define G_LOG_DOMAIN "ml-draft-keeper"

#include "config.h"

#include <string.h>

#include "ml-draft-keeper.h"

/* Long enough that typing writes little, short enough that a crash loses no thought. */
#define PAUSE_MILLISECONDS 1000

/* A draft is a key file: newlines and the rest are escaped in it. */
#define SUFFIX ".draft"
#define GROUP "Draft"
#define FILE_KEY "File"
#define TEXT_KEY "Text"

struct _MlDraftKeeper
{
  GObject parent_instance;

  MlDocument *document;
  GFile *folder;
  GFile *draft; /* whether it is there or not */
  guint timer;
};

G_DEFINE_FINAL_TYPE (MlDraftKeeper, ml_draft_keeper, G_TYPE_OBJECT)

static char *
format_draft (MlDocument *document)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *text = ml_document_dup_text (document);
  GFile *file = ml_document_get_file (document);

  if (file)
    {
      g_autofree char *uri = g_file_get_uri (file);

      g_key_file_set_string (keys, GROUP, FILE_KEY, uri);
    }

  g_key_file_set_string (keys, GROUP, TEXT_KEY, text);

  return g_key_file_to_data (keys, NULL, NULL);
}

static gboolean
make_folder (GFile *folder, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (g_file_make_directory_with_parents (folder, NULL, &failed) ||
      g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* A program is short: the write is done before the next frame. */
static void
write_draft (MlDraftKeeper *self)
{
  g_autofree char *contents = format_draft (self->document);
  g_autoptr (GError) error = NULL;

  if (!make_folder (self->folder, &error) || !g_file_replace_contents (self->draft,
                                                                       contents,
                                                                       strlen (contents),
                                                                       NULL,
                                                                       FALSE,
                                                                       G_FILE_CREATE_PRIVATE,
                                                                       NULL,
                                                                       NULL,
                                                                       &error))
    g_warning ("The draft could not be kept: %s", error->message);
}

static void
remove_draft (MlDraftKeeper *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_delete (self->draft, NULL, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_warning ("A draft that was saved could not be removed: %s", error->message);
}

static gboolean
pause_over (gpointer user_data)
{
  MlDraftKeeper *self = user_data;

  self->timer = 0;
  write_draft (self);

  return G_SOURCE_REMOVE;
}

static void
document_changed (MlDraftKeeper *self)
{
  g_assert (ML_IS_DRAFT_KEEPER (self));

  g_clear_handle_id (&self->timer, g_source_remove);

  if (ml_document_get_unsaved (self->document))
    self->timer = g_timeout_add (PAUSE_MILLISECONDS, pause_over, self);
}

static void
unsaved_changed (MlDraftKeeper *self)
{
  g_assert (ML_IS_DRAFT_KEEPER (self));

  document_changed (self);

  if (!ml_document_get_unsaved (self->document))
    remove_draft (self);
}

static void
ml_draft_keeper_dispose (GObject *object)
{
  MlDraftKeeper *self = ML_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->folder);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ml_draft_keeper_parent_class)->dispose (object);
}

static void
ml_draft_keeper_class_init (MlDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ml_draft_keeper_dispose;
}

static void
ml_draft_keeper_init (MlDraftKeeper *self)
{
}

MlDraftKeeper *
ml_draft_keeper_new (MlDocument *document, GFile *folder)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
  MlDraftKeeper *self;

  g_return_val_if_fail (ML_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self = g_object_new (ML_TYPE_DRAFT_KEEPER, NULL);
  self->document = g_object_ref (document);
  self->folder = g_object_ref (folder);
  self->draft = g_file_get_child (folder, name);
  g_signal_connect_object (
      document, "changed", G_CALLBACK (document_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      document, "notify::unsaved", G_CALLBACK (unsaved_changed), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
ml_draft_keeper_restore (MlDraftKeeper *self, GFile *draft, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *contents = NULL;
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GFile) file = NULL;
  gsize length;

  g_return_val_if_fail (ML_IS_DRAFT_KEEPER (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (draft), FALSE);

  if (!g_file_load_contents (draft, NULL, &contents, &length, NULL, error) ||
      !g_key_file_load_from_data (keys, contents, length, G_KEY_FILE_NONE, error))
    return FALSE;

  text = g_key_file_get_string (keys, GROUP, TEXT_KEY, error);

  if (!text)
    return FALSE;

  uri = g_key_file_get_string (keys, GROUP, FILE_KEY, NULL);
  file = uri ? g_file_new_for_uri (uri) : NULL;

  g_set_object (&self->draft, draft);
  ml_document_set_draft (self->document, file, text);

  return TRUE;
}

void
ml_draft_keeper_flush (MlDraftKeeper *self)
{
  g_return_if_fail (ML_IS_DRAFT_KEEPER (self));

  if (self->timer == 0)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  write_draft (self);
}

static int
compare_age (gconstpointer a, gconstpointer b)
{
  GFileInfo *const *info_a = a;
  GFileInfo *const *info_b = b;
  g_autoptr (GDateTime) time_a = g_file_info_get_modification_date_time (*info_a);
  g_autoptr (GDateTime) time_b = g_file_info_get_modification_date_time (*info_b);

  return g_date_time_compare (time_a, time_b);
}

GPtrArray *
ml_draft_keeper_list (GFile *folder)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFileEnumerator) entries = NULL;
  GFileInfo *info;

  g_return_val_if_fail (G_IS_FILE (folder), drafts);

  entries = g_file_enumerate_children (folder,
                                       G_FILE_ATTRIBUTE_STANDARD_NAME
                                       "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                       "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                                       G_FILE_QUERY_INFO_NONE,
                                       NULL,
                                       NULL);

  while (entries && (info = g_file_enumerator_next_file (entries, NULL, NULL)) != NULL)
    {
      if (g_str_has_suffix (g_file_info_get_name (info), SUFFIX))
        g_ptr_array_add (infos, info);
      else
        g_object_unref (info);
    }

  g_ptr_array_sort (infos, compare_age);

  for (guint i = 0; i < infos->len; i++)
    g_ptr_array_add (drafts, g_file_get_child (folder, g_file_info_get_name (infos->pdata[i])));

  return drafts;
}

GFile *
ml_draft_keeper_find_folder (void)
{
  return g_file_new_build_filename (g_get_user_state_dir (), PACKAGE_TARNAME, "drafts", NULL);
}
