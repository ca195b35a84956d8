/* ml-str-builder.h: a text in the making
 *
 * Takes characters one after the other and becomes a str at the end. It starts with one byte a
 * character and widens when a wider one comes. When memory runs out it takes no more, and the end
 * gives NULL: nobody has to look in between.
 *
 *   g_auto (MlStrBuilder) builder = ML_STR_BUILDER_INIT (heap);
 *
 *   ml_str_builder_append_utf8 (&builder, "Point(", -1);
 *   ...
 *   return ml_str_builder_end (&builder);
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlHeap   *heap;
  guint8   *data;
  gsize     length;    /* in characters */
  gsize     capacity;  /* in bytes */
  gunichar  largest;   /* of the characters so far */
  guint     width;     /* of one character in @data: 1, 2 or 4 */
  gboolean  failed;    /* MemoryError has been raised */
} MlStrBuilder;

#define ML_STR_BUILDER_INIT(heap_) { .heap = (heap_), .width = 1 }

void      ml_str_builder_append       (MlStrBuilder   *self,
                                       gunichar        character);
void      ml_str_builder_append_n     (MlStrBuilder   *self,
                                       gunichar        character,
                                       gsize           n);

/* @length in bytes, -1 if it ends with 0; the text is valid. */
void      ml_str_builder_append_utf8  (MlStrBuilder   *self,
                                       const char     *text,
                                       gssize          length);
void      ml_str_builder_append_ascii (MlStrBuilder   *self,
                                       const char     *text,
                                       gsize           length);
void      ml_str_builder_append_printf (MlStrBuilder  *self,
                                       const char     *format,
                                       ...) G_GNUC_PRINTF (2, 3);

/* A str, or its characters from @start to before @end. */
void      ml_str_builder_append_str   (MlStrBuilder   *self,
                                       gconstpointer   str);
void      ml_str_builder_append_part  (MlStrBuilder   *self,
                                       gconstpointer   str,
                                       gsize           start,
                                       gsize           end);

/* The str, a new reference; the builder is empty again. NULL with MemoryError. */
MlObject *ml_str_builder_end          (MlStrBuilder   *self);

/* Forgets the text. */
void      ml_str_builder_clear        (MlStrBuilder   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlStrBuilder, ml_str_builder_clear)

G_END_DECLS
