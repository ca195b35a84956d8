/* ml-signatures.h: what a program's functions look like from outside
 *
 * A recording does not tell of parameters, but it has the source: that is compiled again, and its
 * code objects stand side by side with those that were recorded, each among the constants of the
 * one around it.
 */
#pragma once

#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlSignatures MlSignatures;

typedef struct
{
  char     *parameters;      /* "a, b, *args, k, **kw" */
  char    **positional;
  char    **keyword_only;
  guint     first_line;      /* of the code: its first decorator's line, if there is one */
  guint     n_locals;        /* co_nlocals: how many of a frame's names co_varnames has */
  guint8   *kinds;           /* MlLocalKind of each name of a frame */
  gboolean  has_lambda;      /* among its constants */
} MlSignature;

MlSignatures      *ml_signatures_new  (MlRecording        *recording);
void               ml_signatures_free (MlSignatures       *self);

/* Of a code object; NULL if it is none of the program's source. */
const MlSignature *ml_signatures_get  (const MlSignatures *self,
                                       MlSerial            code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlSignatures, ml_signatures_free)

G_END_DECLS
