#include "ml-hash.h"

#include <math.h>
#include <string.h>

typedef struct
{
  guint64 v0, v1, v2, v3;
} SipState;

static inline guint64
rotate_left (guint64 value, guint bits)
{
  return value << bits | value >> (64 - bits);
}

static inline void
sip_round (SipState *s)
{
  s->v0 += s->v1;
  s->v1 = rotate_left (s->v1, 13) ^ s->v0;
  s->v0 = rotate_left (s->v0, 32);
  s->v2 += s->v3;
  s->v3 = rotate_left (s->v3, 16) ^ s->v2;
  s->v0 += s->v3;
  s->v3 = rotate_left (s->v3, 21) ^ s->v0;
  s->v2 += s->v1;
  s->v1 = rotate_left (s->v1, 17) ^ s->v2;
  s->v2 = rotate_left (s->v2, 32);
}

static inline void
sip_take (SipState *s, guint64 word)
{
  s->v3 ^= word;
  sip_round (s);
  s->v0 ^= word;
}

gint64
ml_hash_bytes (gconstpointer data, gsize length)
{
  /* The key is xored into these; it is zero. */
  SipState s = {
    G_GUINT64_CONSTANT (0x736f6d6570736575),
    G_GUINT64_CONSTANT (0x646f72616e646f6d),
    G_GUINT64_CONSTANT (0x6c7967656e657261),
    G_GUINT64_CONSTANT (0x7465646279746573),
  };
  const guint8 *bytes = data;
  guint64 word;
  gint64 hash;
  gsize i;

  if (length == 0)
    return 0;

  for (i = 0; i + 8 <= length; i += 8)
    {
      memcpy (&word, bytes + i, 8);
      sip_take (&s, GUINT64_FROM_LE (word));
    }

  word = 0;
  memcpy (&word, bytes + i, length - i);
  sip_take (&s, GUINT64_FROM_LE (word) | (guint64) length << 56);

  s.v2 ^= 0xff;
  sip_round (&s);
  sip_round (&s);
  sip_round (&s);

  hash = (gint64) (s.v0 ^ s.v1 ^ s.v2 ^ s.v3);

  return hash == -1 ? -2 : hash;
}

gint64
ml_hash_double (double value)
{
  guint64 magnitude;
  gint64 hash;
  int exponent;

  if (isinf (value))
    return value > 0 ? ML_HASH_INFINITY : -ML_HASH_INFINITY;

  /* |value| is magnitude * 2^exponent, and modulo 2^61 - 1 a factor of 2 turns the bits by one. */
  magnitude = (guint64) ldexp (frexp (fabs (value), &exponent), 53);
  exponent = (exponent - 53) % ML_HASH_BITS;
  if (exponent < 0)
    exponent += ML_HASH_BITS;

  magnitude = (magnitude << exponent & ML_HASH_MODULUS) | magnitude >> (ML_HASH_BITS - exponent);
  hash = value < 0 ? -(gint64) magnitude : (gint64) magnitude;

  return hash == -1 ? -2 : hash;
}

gint64
ml_hash_address (guint64 address)
{
  /* The low four bits of an address are always 0. */
  gint64 hash = (gint64) (address >> 4 | address << 60);

  return hash == -1 ? -2 : hash;
}
