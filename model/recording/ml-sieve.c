/* ml-sieve.c: a small set that says "no" for certain, and "yes" with few mistakes */
#include "ml-sieve.h"

/* With these, one "yes" in 300 is a mistake. */
#define BITS_PER_KEY 12
#define N_PROBES 6

guint
ml_sieve_measure (guint n_keys)
{
  return (n_keys * BITS_PER_KEY + 63) / 64 + 1;
}

/* The place of a probe: the upper half of a product is a number below @n_bits. */
static guint64
get_bit (guint64 key, guint probe, guint64 n_bits)
{
  guint32 hash = (guint32) key + probe * (guint32) (key >> 32 | 1);

  return hash * n_bits >> 32;
}

void
ml_sieve_add (guint64 *words, guint n_words, guint64 key)
{
  for (guint i = 0; i < N_PROBES; i++)
    {
      guint64 bit = get_bit (key, i, (guint64) n_words * 64);

      words[bit / 64] |= G_GUINT64_CONSTANT (1) << bit % 64;
    }
}

gboolean
ml_sieve_may_have (const guint64 *words, guint n_words, guint64 key)
{
  for (guint i = 0; i < N_PROBES; i++)
    {
      guint64 bit = get_bit (key, i, (guint64) n_words * 64);

      if ((words[bit / 64] >> bit % 64 & 1) == 0)
        return FALSE;
    }

  return TRUE;
}

guint64
ml_sieve_make_key (guint8 aspect, guint32 a, guint32 b)
{
  guint64 key = ((guint64) a << 32 | b) + aspect * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  key = (key ^ key >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  key = (key ^ key >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return key ^ key >> 31;
}
