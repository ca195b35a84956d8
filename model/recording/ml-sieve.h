/* ml-sieve.h: a small set that says "no" for certain, and "yes" with few mistakes
 *
 * A Bloom filter. A reader who asks whether something happened in a stretch of steps is spared
 * unpacking nearly all stretches in which it did not.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of 64 bits that a sieve of @n_keys keys takes. */
guint    ml_sieve_measure  (guint          n_keys);

/* @words must be zero before the first key. */
void     ml_sieve_add      (guint64       *words,
                            guint          n_words,
                            guint64        key);
gboolean ml_sieve_may_have (const guint64 *words,
                            guint          n_words,
                            guint64        key);

/* A key made of small numbers. */
guint64  ml_sieve_make_key (guint8         aspect,
                            guint32        a,
                            guint32        b);

G_END_DECLS
