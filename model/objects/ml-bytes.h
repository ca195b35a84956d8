/* ml-bytes.h: bytes
 *
 * Always true:
 *   - the empty bytes, and each of a single byte, exist once each, for ever, as soon as they are
 *     first made;
 *   - bytes never change.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject object;
  gsize    length;
  gint64   hash;     /* -1: not yet computed */
  guint8   data[];   /* length bytes, and a 0 */
} MlBytes;

extern const MlTypeSpec ml_bytes_spec;
extern const MlTypeSpec ml_bytes_iterator_spec;

/* Makes the empty bytes and those of a single byte. */
void      ml_bytes_init_world      (MlHeap       *heap);

/* A new reference, or NULL with MemoryError. @data NULL: zeros. */
MlObject *ml_bytes_new             (MlHeap       *heap,
                                    const guint8 *data,
                                    gsize         length);

/* bytes(object): of ints, an iterable of them, or anything with __bytes__. TypeError, ValueError.
 */
MlObject *ml_bytes_from_object     (MlHeap       *heap,
                                    MlObject     *object);

/* Text to bytes and back, as str.encode and bytes.decode; @encoding and @errors are strs, or NULL
 * for "utf-8" and "strict". UnicodeEncodeError, UnicodeDecodeError, LookupError. */
MlObject *ml_bytes_encode          (MlHeap       *heap,
                                    MlObject     *text,
                                    MlObject     *encoding,
                                    MlObject     *errors);
MlObject *ml_bytes_decode          (MlHeap       *heap,
                                    MlObject     *self,
                                    MlObject     *encoding,
                                    MlObject     *errors);

static inline gboolean
ml_is_bytes (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_BYTES) != 0;
}

static inline const guint8 *
ml_bytes_get_data (gconstpointer  self,
                   gsize         *length)
{
  *length = ((const MlBytes *) self)->length;

  return ((const MlBytes *) self)->data;
}

G_END_DECLS
