/* ml-str-private.h: for the files of str alone */
#pragma once

#include "ml-str.h"

G_BEGIN_DECLS

extern const MlMethod ml_str_methods[];

/* The str of @length characters at @data, each @width bytes wide: the shared one if it is empty or
 * a single character. @largest is the largest of them. */
MlObject   *ml_str_new_copy      (MlHeap          *heap,
                                  const guint8    *data,
                                  guint            width,
                                  gsize            length,
                                  gunichar         largest);

/* The largest character from @start to before @end, or for an ASCII str any that is not smaller and
 * ASCII. */
gunichar    ml_str_get_largest   (const MlStr     *self,
                                  gsize            start,
                                  gsize            end);

/* Copies @n characters between arrays of any width; those that are read fit where they are written.
 */
void        ml_str_copy          (guint8          *to,
                                  guint            to_width,
                                  gsize            to_index,
                                  const guint8    *from,
                                  guint            from_width,
                                  gsize            from_index,
                                  gsize            n);

/* Spreads the first @n characters of @data, which has room for it. */
void        ml_str_widen         (guint8          *data,
                                  guint            from_width,
                                  guint            to_width,
                                  gsize            n);

/* FALSE with TypeError, "find() argument 1 must be str, not int", if @object is no str; @which is "
 * 1" or "". */
gboolean    ml_str_expect        (MlHeap          *heap,
                                  MlObject        *object,
                                  const char      *function,
                                  const char      *which);

/* container[key] for @function, which shows @key as its own meanwhile; steals @key, which may be
 * NULL with an exception. New reference. */
MlObject   *ml_str_take_item     (MlHeap          *heap,
                                  const char      *function,
                                  MlObject        *container,
                                  MlObject        *key);

/* Methods that stand in files of their own. */

MlObject   *ml_str_center (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                           MlObject *kw_names);
MlObject   *ml_str_ljust (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                          MlObject *kw_names);
MlObject   *ml_str_rjust (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                          MlObject *kw_names);
MlObject   *ml_str_zfill (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                          MlObject *kw_names);
MlObject   *ml_str_expandtabs (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                               MlObject *kw_names);
MlObject   *ml_str_translate (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                              MlObject *kw_names);
MlObject   *ml_str_maketrans (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                              MlObject *kw_names);
MlObject   *ml_str_upper (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                          MlObject *kw_names);
MlObject   *ml_str_lower (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                          MlObject *kw_names);
MlObject   *ml_str_casefold (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                             MlObject *kw_names);
MlObject   *ml_str_capitalize (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                               MlObject *kw_names);
MlObject   *ml_str_title (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                          MlObject *kw_names);
MlObject   *ml_str_swapcase (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                             MlObject *kw_names);
MlObject   *ml_str_isalnum (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_isalpha (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_isascii (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_isdecimal (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                              MlObject *kw_names);
MlObject   *ml_str_isdigit (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_isidentifier (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                                 MlObject *kw_names);
MlObject   *ml_str_islower (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_isnumeric (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                              MlObject *kw_names);
MlObject   *ml_str_isprintable (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                                MlObject *kw_names);
MlObject   *ml_str_isspace (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_istitle (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_isupper (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                            MlObject *kw_names);
MlObject   *ml_str_split (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                          MlObject *kw_names);
MlObject   *ml_str_rsplit (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                           MlObject *kw_names);
MlObject   *ml_str_splitlines (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                               MlObject *kw_names);
MlObject   *ml_str_partition (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                              MlObject *kw_names);
MlObject   *ml_str_rpartition (MlHeap *heap, MlObject *self, MlObject *const *args, gsize n,
                               MlObject *kw_names);

/* format.format(*args, **kw_names), or with @map format.format_map(map): there are no positional
 * fields then. */
MlObject   *ml_str_format_fields (MlHeap          *heap,
                                  MlObject        *format,
                                  MlObject *const *args,
                                  gsize            n_args,
                                  MlObject        *kw_names,
                                  MlObject        *map);

static inline guint
ml_str_width_for (gunichar largest)
{
  return largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4;
}

static inline void
ml_str_write (guint8   *data,
              guint     width,
              gsize     index,
              gunichar  character)
{
  switch (width)
    {
    case 1:
      data[index] = (guint8) character;
      break;
    case 2:
      ((guint16 *) (gpointer) data)[index] = (guint16) character;
      break;
    default:
      ((guint32 *) (gpointer) data)[index] = character;
      break;
    }
}

G_END_DECLS
