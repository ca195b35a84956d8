/* ml-hash.h: how values are hashed
 *
 * Numbers that are equal have equal hashes, whatever their type: the value modulo the prime 2^61 -
 * 1, with its sign. Texts and bytes are hashed by SipHash-1-3 with a zero key, as CPython does
 * under PYTHONHASHSEED=0, so that sets and dicts of texts are the same on every run.
 *
 * A hash is never -1: that stands for failure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ML_HASH_BITS     61
#define ML_HASH_MODULUS  ((G_GUINT64_CONSTANT (1) << ML_HASH_BITS) - 1)
#define ML_HASH_INFINITY G_GINT64_CONSTANT (314159)

/* Of text or bytes; 0 for none. */
gint64 ml_hash_bytes   (gconstpointer  data,
                        gsize          length);

/* Of a number that is not a NaN. */
gint64 ml_hash_double  (double         value);

/* Of what is equal to itself alone: @address is what id() gives. */
gint64 ml_hash_address (guint64        address);

static inline gint64
ml_hash_word (gint64 value)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  gint64 hash;

  if (G_UNLIKELY (magnitude >= ML_HASH_MODULUS))
    magnitude %= ML_HASH_MODULUS;

  hash = value < 0 ? -(gint64) magnitude : (gint64) magnitude;

  return hash == -1 ? -2 : hash;
}

G_END_DECLS
