/* ml-dict.h: dict
 *
 * Keys in the order of insertion. The look-up of a plain str, the hot path of globals and
 * attributes, never calls back; any other may run __hash__ and __eq__, which may do anything, to
 * this dict as well.
 *
 * Entry i of the table holds its key in ML_REGION_ITEM 2i and its value in 2i + 1; entries are let
 * go of in the order of insertion, the key before its value.
 *
 * An instance's __dict__ is a dict that is a *window*: while the instance keeps its values inline
 * it is their holder, and the dict only shows them (ml-instance.h). All functions here take
 * windows, too.
 */
#pragma once

#include "ml-table.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject  object;
  gsize     length;
  MlTable  *table;     /* of a window: unused */
  MlObject *instance;  /* borrowed: whose inline values this dict shows; NULL for all but windows */
} MlDict;

extern const MlTypeSpec ml_dict_spec;

MlObject *ml_dict_new              (MlHeap       *heap);

/* With room for @n keys of which all are plain strs or not, as a display makes it. */
MlObject *ml_dict_new_with_room    (MlHeap       *heap,
                                    gsize         n,
                                    gboolean      only_str);

/* Look-up. Borrowed; NULL if the key is not there, or with an exception: heap->raised tells. */
MlObject *ml_dict_get              (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key);
MlObject *ml_dict_get_with_hash    (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key,
                                    gint64        hash);

/* The same for a plain str as key: never fails. */
MlObject *ml_dict_get_str          (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key);

/* The same for a name in ASCII; for a few places off the hot path. */
MlObject *ml_dict_get_ascii        (MlHeap       *heap,
                                    MlObject     *self,
                                    const char   *key);

/* 1, 0; -1 with an exception. */
int       ml_dict_contains         (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key);

/* As CPython, a dict of plain values alone is none of the collector's business: it is watched from
 * the first @object on that is watched itself. */
static inline void
ml_dict_track_with (MlHeap         *heap,
                    MlDict         *self,
                    const MlObject *object)
{
  if ((object->type->flags & ML_TYPE_COLLECTED) &&
      (object->type != heap->world->tuple_type || (object->flags & ML_OBJECT_TRACKED)))
    ml_heap_track (heap, self);
}

/* Changing. FALSE with an exception. */

gboolean  ml_dict_set              (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key,
                                    MlObject     *value);

/* Steals @key and @value, in failure too. */
gboolean  ml_dict_set_take         (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key,
                                    MlObject     *value);
gboolean  ml_dict_set_ascii        (MlHeap       *heap,
                                    MlObject     *self,
                                    const char   *key,
                                    MlObject     *value);

/* KeyError if it is not there. */
gboolean  ml_dict_delete           (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key);

/* Takes an entry out: its value, a new reference. NULL if there is none, or with an exception. */
MlObject *ml_dict_pop              (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key);

/* The value of @key, which is set to @value if it is not there. Borrowed. */
MlObject *ml_dict_set_default      (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *key,
                                    MlObject     *value);
void      ml_dict_clear            (MlHeap       *heap,
                                    MlObject     *self);

/* dict.update(other): a mapping or an iterable of pairs. */
gboolean  ml_dict_update           (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *other);

/* Sets all of the mapping @other. With @override FALSE keys that are there keep their values. */
gboolean  ml_dict_merge            (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *other,
                                    gboolean      override);
MlObject *ml_dict_copy             (MlHeap       *heap,
                                    MlObject     *self);

/* Walks through a dict: start with *@position 0. All borrowed; @key, @value and @hash may be NULL.
 * FALSE at the end. The dict may be changed in between only by replacing values. */
gboolean  ml_dict_next             (MlObject     *self,
                                    gsize        *position,
                                    MlObject    **key,
                                    MlObject    **value,
                                    gint64       *hash);

/* Lists, new references. */
MlObject *ml_dict_keys_list        (MlHeap       *heap,
                                    MlObject     *self);
MlObject *ml_dict_values_list      (MlHeap       *heap,
                                    MlObject     *self);
MlObject *ml_dict_items_list       (MlHeap       *heap,
                                    MlObject     *self);

/* Caching. A version of the keys is valid until a key comes, goes or moves; other values for old
 * keys leave it. As long as it is the same, an entry keeps its number:
 *
 *   index = ml_dict_find_index (heap, dict, name);        the entry's number; -1: there is none
 *   version = ml_dict_get_keys_version (heap, dict);      0: not to be cached
 *   ...
 *   value = ml_dict_get_cached (dict, version, index);    borrowed; NULL: look it up again
 */
guint32   ml_dict_get_keys_version (MlHeap       *heap,
                                    MlObject     *self);
gssize    ml_dict_find_index       (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *name);

static inline gboolean
ml_is_dict (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_DICT) != 0;
}

static inline gsize
ml_dict_get_length (gconstpointer self)
{
  return ((const MlDict *) self)->length;
}

static inline MlObject *
ml_dict_get_cached (gconstpointer self,
                    guint32       version,
                    guint32       index)
{
  const MlTable *table = ((const MlDict *) self)->table;

  return G_LIKELY (table->version == version) ? table->entries[index].value : NULL;
}

/* That a name is not there can be cached, too: TRUE as long as no key has come. */
static inline gboolean
ml_dict_keys_are (gconstpointer self,
                  guint32       version)
{
  return ((const MlDict *) self)->table->version == version;
}

G_END_DECLS
