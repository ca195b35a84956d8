/* ml-pile.h: an array that only grows, whose elements never move
 *
 * One thread appends. Another may read, without a lock, each element that was appended before the
 * pile's length was handed over to it: that is how a recording shares what longer ones add to.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlPile MlPile;

/* @clear, which may be NULL, is called on each element when the pile is freed. */
MlPile  *ml_pile_new        (gsize           element_size,
                             GDestroyNotify  clear);
void     ml_pile_free       (MlPile         *self);

/* Copies @element behind the last one; returns its place, where it stays. */
gpointer ml_pile_append     (MlPile         *self,
                             gconstpointer   element);
gpointer ml_pile_get        (const MlPile   *self,
                             guint           index);

/* For the thread that appends. */
guint    ml_pile_get_length (const MlPile   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlPile, ml_pile_free)

G_END_DECLS
