/* ml-history-private.h: how questions go through a recording */
#pragma once

#include "ml-chapter.h"

G_BEGIN_DECLS

struct _MlHistory
{
  MlRecording *recording;
  GPtrArray   *chapters;  /* of MlChapter */
  guint        n_steps;
};

/* What a question looks for; it may change its mind from one stretch to the next. */
typedef struct
{
  guint64 keys[4];
  guint   n_keys;
} MlKeys;

/* Looks into a step. Return FALSE to stop. */
typedef gboolean (*MlStepFunc) (const MlStretch *stretch, MlStep step, gpointer user_data);

/* Calls @func for each step from @first on, or from @last backwards, of all stretches that may have
 * one of @keys. */
void     ml_history_scan_forwards       (const MlHistory *self,
                                         const MlKeys    *keys,
                                         MlStep           first,
                                         MlStepFunc       func,
                                         gpointer         user_data);
void     ml_history_scan_backwards      (const MlHistory *self,
                                         const MlKeys    *keys,
                                         MlStep           last,
                                         MlStepFunc       func,
                                         gpointer         user_data);

/* The first step from @first on, or the last up to @last, with one of @marks; at which a line ran;
 * at which something happened to a thing; at which a name was rebound. FALSE if there is none. */
gboolean ml_history_find_mark_forwards  (const MlHistory *self,
                                         guint8           marks,
                                         MlStep           first,
                                         MlStep          *found);
gboolean ml_history_find_mark_backwards (const MlHistory *self,
                                         guint8           marks,
                                         MlStep           last,
                                         MlStep          *found);
gboolean ml_history_find_line_forwards  (const MlHistory *self,
                                         const MlMoment  *what,
                                         MlStep           first,
                                         MlStep          *found);
gboolean ml_history_find_line_backwards (const MlHistory *self,
                                         const MlMoment  *what,
                                         MlStep           last,
                                         MlStep          *found);
gboolean ml_history_find_life_forwards  (const MlHistory *self,
                                         MlSerial         serial,
                                         MlLifeType       type,
                                         MlStep           first,
                                         MlStep          *found);
gboolean ml_history_find_life_backwards (const MlHistory *self,
                                         MlSerial         serial,
                                         MlLifeType       type,
                                         MlStep           last,
                                         MlStep          *found);

/* The number of the chapter that @step is in. */
guint ml_history_find_chapter (const MlHistory *self,
                               MlStep           step);

const MlChapter *ml_history_get_chapter (const MlHistory *self,
                                         guint            number);

G_END_DECLS
