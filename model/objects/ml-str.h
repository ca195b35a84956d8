/* ml-str.h: str
 *
 * A str is an array of code points, each 1, 2 or 4 bytes wide by the largest of them, as in
 * CPython: any character is found at once, and sys.getsizeof is right. A lone surrogate may stand
 * in a str, but not in UTF-8.
 *
 * Always true:
 *   - the width is the smallest that holds every character, so equal strs have equal widths;
 *   - the empty str, and each one-character str below U+0100, exist once each, for ever;
 *   - an interned str (heap->world->interned) is the only interned one with its text. Names of the
 *     source are interned and immortal; literals and what sys.intern is given are interned and
 *     mortal;
 *   - a str never changes, but that ml_str_append() may lengthen one that nobody else can see.
 */
#pragma once

#include "ml-str-builder.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject object;    /* spare: the width in bytes of a character */
  gsize    length;    /* in characters */
  gint64   hash;      /* -1: not yet computed */
  guint8  *data;      /* length + 1 characters, the last one 0 */
  gsize    capacity;  /* bytes at data if that is a buffer of its own; 0: it stands behind this */
  char    *utf8;      /* a copy in UTF-8 once asked for; an ASCII str has its data for it */
} MlStr;

/* Among the object's flags: every character is below U+0080. */
#define ML_STR_ASCII ML_OBJECT_PRIVATE

#define ML_STR_MAX_LENGTH ((gsize) G_MAXSSIZE / 4 - 1)

extern const MlTypeSpec ml_str_spec;
extern const MlTypeSpec ml_str_iterator_spec;
extern const MlTypeSpec ml_str_ascii_iterator_spec;

/* Makes the empty str, the one-character strs, and the interpreter's own names. */
void        ml_str_init_world     (MlHeap          *heap);

/* Making. All give a new reference, or NULL with an exception. */

/* From valid UTF-8; @length in bytes, -1 if it ends with 0. */
MlObject   *ml_str_from_utf8      (MlHeap          *heap,
                                   const char      *text,
                                   gssize           length);

/* From ASCII, with no look at it: quicker. */
MlObject   *ml_str_from_ascii     (MlHeap          *heap,
                                   const char      *text,
                                   gssize           length);
MlObject   *ml_str_from_character (MlHeap          *heap,
                                   gunichar         character);

/* As printf. %s is UTF-8. */
MlObject   *ml_str_format         (MlHeap          *heap,
                                   const char      *format,
                                   ...) G_GNUC_PRINTF (2, 3);

/* A new object of @length characters yet to be written, none greater than @largest and at least one
 * as wide. Not for what must be the one empty or one-character str. */
gpointer    ml_str_allocate       (MlHeap          *heap,
                                   gsize            length,
                                   gunichar         largest);

/* Characters from @start to before @end. */
MlObject   *ml_str_slice          (MlHeap          *heap,
                                   MlObject        *self,
                                   gsize            start,
                                   gsize            end);
MlObject   *ml_str_concat         (MlHeap          *heap,
                                   MlObject        *left,
                                   MlObject        *right);

/* What `left += right` leaves in a name: steals @left and, if the caller has its only reference,
 * lengthens it where it stands. The caller must hold the reference that a name held, the name being
 * empty. */
MlObject   *ml_str_append         (MlHeap          *heap,
                                   MlObject        *left,
                                   MlObject        *right);

/* The str of @separator between the strs @items. */
MlObject   *ml_str_join           (MlHeap          *heap,
                                   MlObject        *separator,
                                   MlObject *const *items,
                                   gsize            n_items);

/* The text of a str of any class as a plain str: the object itself if it is one. */
MlObject   *ml_str_to_plain       (MlHeap          *heap,
                                   MlObject        *self);

/* Interning. Steals @str; returns the interned one with the same text, or NULL with MemoryError. */

/* As sys.intern and as a name that is used at run time: mortal, gone with its last holder. */
MlObject   *ml_str_intern         (MlHeap          *heap,
                                   MlObject        *str);

/* The same for ever: names in the source. */
MlObject   *ml_str_intern_forever (MlHeap          *heap,
                                   MlObject        *str);

/* A name in the source, interned for ever. */
MlObject   *ml_name_from_utf8     (MlHeap          *heap,
                                   const char      *text,
                                   gssize           length);

/* A str literal: interned, mortal, if it is of ASCII letters, digits and underscores alone;
 * otherwise @str itself. */
MlObject   *ml_intern_literal     (MlHeap          *heap,
                                   MlObject        *str);

/* Reading */

/* The text in UTF-8, ends with 0; a lone surrogate is written as three bytes that are no UTF-8.
 * Lives as long as @self. */
const char *ml_str_get_utf8       (gconstpointer    self,
                                   gsize           *length);

/* FALSE, and nothing raised, if a lone surrogate stands in it. */
gboolean    ml_str_is_encodable   (gconstpointer    self);
gboolean    ml_str_equal          (gconstpointer    left,
                                   gconstpointer    right);
gboolean    ml_str_equal_utf8     (gconstpointer    self,
                                   const char      *text);

/* -1, 0 or 1, by code points */
int         ml_str_order          (gconstpointer    left,
                                   gconstpointer    right);
gint64      ml_str_get_hash       (gconstpointer    self);

/* The index of the first (or last, with @backwards) occurrence of @part in [start, end); -1: none.
 */
gssize      ml_str_find           (gconstpointer    self,
                                   gconstpointer    part,
                                   gsize            start,
                                   gsize            end,
                                   gboolean         backwards);

/* A copy for reading numbers: digits of any script as ASCII digits, blanks as ' ', other characters
 * that are not ASCII as '?'. One byte for each character, and a 0. (transfer full) */
char       *ml_str_to_ascii_digits (gconstpointer   self);

/* Whether all are letters, digits, underscores, and the first is no digit, as Unicode has them. */
gboolean    ml_str_is_identifier  (gconstpointer    self);

/* Appends repr(self): the quotes and escapes of CPython. */
void        ml_str_append_repr    (MlStrBuilder    *builder,
                                   gconstpointer    self);

/* Appends repr(object) of any object. FALSE with an exception. */
gboolean    ml_repr_to_builder    (MlHeap          *heap,
                                   MlStrBuilder    *builder,
                                   MlObject        *object);

static inline gboolean
ml_is_str (gconstpointer object)
{
  return (((const MlObject *) object)->type->flags & ML_TYPE_STR) != 0;
}

static inline gboolean
ml_is_exact_str (MlHeap        *heap,
                 gconstpointer  object)
{
  return ((const MlObject *) object)->type == heap->world->str_type;
}

static inline gsize
ml_str_get_length (gconstpointer self)
{
  return ((const MlStr *) self)->length;
}

static inline guint
ml_str_get_width (gconstpointer self)
{
  return ((const MlObject *) self)->spare;
}

static inline gboolean
ml_str_is_ascii (gconstpointer self)
{
  return (((const MlObject *) self)->flags & ML_STR_ASCII) != 0;
}

/* The character at @index of an array of characters that are @width bytes wide. */
static inline gunichar
ml_str_read_data (const guint8 *data,
                  guint         width,
                  gsize         index)
{
  switch (width)
    {
    case 1:  return data[index];
    case 2:  return ((const guint16 *) (gconstpointer) data)[index];
    default: return ((const guint32 *) (gconstpointer) data)[index];
    }
}

/* The character at @index, which must be below the length. */
static inline gunichar
ml_str_read (gconstpointer self,
             gsize         index)
{
  const MlStr *str = self;

  return ml_str_read_data (str->data, str->object.spare, index);
}

G_END_DECLS
