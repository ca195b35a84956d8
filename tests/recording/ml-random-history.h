/* ml-random-history.h: random but legal histories, and what they should look like
 *
 * A history is told to a journal and, at the same time, kept in a naive model of its own: things
 * with growing arrays, and no count anywhere. After each step the model is written down as text,
 * with counts, holders and what can be reached found by looking at everything. A memory at that
 * step, written down the same way, must give the same text.
 */
#pragma once

#include "ml-journal.h"
#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct _MlRandomHistory MlRandomHistory;

MlRandomHistory *ml_random_history_new          (guint32                seed,
                                                 MlJournalGrown         grown,
                                                 gpointer               user_data);
void             ml_random_history_free         (MlRandomHistory       *self);
MlJournal       *ml_random_history_get_journal  (MlRandomHistory       *self);

/* Makes some random changes, then a step. */
void             ml_random_history_go_on        (MlRandomHistory       *self);

/* From now on only each @n-th step is written down. */
void             ml_random_history_write_each   (MlRandomHistory       *self,
                                                 guint                  n);

/* What the memory at @step should look like; NULL if that was not written down. */
const char      *ml_random_history_get_text     (const MlRandomHistory *self,
                                                 MlStep                 step);

/* The changes that were told for @step, and the step itself. */
const char      *ml_random_history_get_changes  (const MlRandomHistory *self,
                                                 MlStep                 step);

/* The same from what is tested. (transfer full) */
char            *ml_random_history_write_memory (const MlMemory        *memory);
char            *ml_random_history_write_step   (const MlRecording     *recording,
                                                 MlStep                 step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlRandomHistory, ml_random_history_free)

G_END_DECLS
