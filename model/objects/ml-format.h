/* ml-format.h: format specifications
 *
 * The small language behind format(), f-strings and str.format,
 * "[[fill]align][sign][z][#][0][width][grouping] [.precision][type]", what int, float and str make
 * of it, and the older % operator.
 */
#pragma once

#include "ml-str.h"

G_BEGIN_DECLS

typedef struct
{
  gunichar fill;
  gunichar type;       /* 0: none given */
  gssize   width;      /* -1: none given */
  gssize   precision;  /* -1: none given */
  char     align;      /* '<', '>', '=', '^'; 0: none given */
  char     sign;       /* '+', '-', ' '; 0: none given */
  char     grouping;   /* ',', '_'; 0: none given */
  gboolean alternate;  /* '#' */
  gboolean no_negative_zero; /* 'z' */
  gboolean has_fill;
  gboolean zeros;      /* a 0 before the width, no alignment: numbers fill behind the sign */
} MlFormatSpec;

/* format(value, spec): calls type(value).__format__. @spec NULL is "". New reference. */
MlObject *ml_format           (MlHeap             *heap,
                               MlObject           *value,
                               MlObject           *spec);

/* Reads @text, which formats an object of the type called @type_name. FALSE with ValueError. */
gboolean  ml_format_parse     (MlHeap             *heap,
                               MlFormatSpec       *spec,
                               MlObject           *text,
                               const char         *type_name);

/* What the __format__ of int, float and str does. New reference. */
MlObject *ml_format_int       (MlHeap             *heap,
                               MlObject           *value,
                               MlObject           *spec);
MlObject *ml_format_float     (MlHeap             *heap,
                               MlObject           *value,
                               MlObject           *spec);
MlObject *ml_format_str       (MlHeap             *heap,
                               MlObject           *value,
                               MlObject           *spec);

MlObject *ml_format_complex   (MlHeap             *heap,
                               MlObject           *value,
                               double              real,
                               double              imaginary,
                               MlObject           *spec);

/* The digits of a double as C's printf has them in the C locale; @type is 'e', 'f', 'g' or in upper
 * case. @value is not negative. (transfer full) */
char     *ml_format_double    (double              value,
                               char                type,
                               int                 precision,
                               gboolean            alternate);

/* format % arguments, for a str. New reference. */
MlObject *ml_format_percent   (MlHeap             *heap,
                               MlObject           *format,
                               MlObject           *arguments);

G_END_DECLS
