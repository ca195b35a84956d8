/* ml-ties.c: what refers to an object for how long, and which of it the object belongs to */
#include "ml-ties.h"

/* What everything holds, as None, belongs to one of these as well as to any. */
#define MOST_TIES 24

/* A tie matters if it weighs at least so much of the heaviest. */
#define MATTERS 0.5

#define NOWHERE G_MAXUINT

static MlTie *
find_tie (const MlLife *life, const MlLife *from)
{
  for (guint i = 0; i < life->ties->len; i++)
    {
      MlTie *tie = &g_array_index (life->ties, MlTie, i);

      if (tie->from == from)
        return tie;
    }

  return NULL;
}

void
ml_ties_open (MlLife *life, const MlTie *tie, MlStep step)
{
  MlTie *old = find_tie (life, tie->from);
  MlTie new = *tie;

  if (old == NULL && life->ties->len >= MOST_TIES)
    return;

  if (old != NULL && old->holds)
    return;

  new.steps = old != NULL ? old->steps : 0;
  new.since = step;
  new.holds = TRUE;
  if (old != NULL)
    *old = new;
  else
    g_array_append_val (life->ties, new);
}

void
ml_ties_close (MlLife *life, const MlLife *from, MlStep step)
{
  MlTie *tie = find_tie (life, from);

  if (tie == NULL || !tie->holds)
    return;

  tie->steps += step - tie->since;
  tie->holds = FALSE;
}

/* A call that will be over: what it names has no lasting place beside it. */
static gboolean
is_passing (const MlLife *life)
{
  return life->reached == ML_REACHED_BY_STACK && life->from != NULL;
}

static double
weigh (const MlLife *life, const MlTie *tie)
{
  double weight = tie->steps + 1;

  if (tie->from == life)
    return 0;
  if (tie->reached == ML_REACHED_BY_LINK)
    return weight * 0.01;
  if (is_passing (tie->from))
    return weight * 0.25;
  if (tie->is_link)
    return weight * 4;

  if (tie->from->reached == ML_REACHED_BY_STACK)
    return weight;
  return weight * (life->is_value ? 4 : 1.5);
}

/* A value stands beside what holds it longest, wherever that is; anything else may choose. */
static double
find_least (const MlLife *life)
{
  double most = 0;

  for (guint i = 0; i < life->ties->len; i++)
    most = MAX (most, weigh (life, &g_array_index (life->ties, MlTie, i)));

  return life->is_value ? most : MATTERS * most;
}

/* Whether @life has come nearer to the frames. */
static gboolean
come_nearer (MlLife *life)
{
  double least = find_least (life);
  guint before = life->distance;

  for (guint i = 0; i < life->ties->len; i++)
    {
      const MlTie *tie = &g_array_index (life->ties, MlTie, i);

      if (weigh (life, tie) >= least && tie->from->distance != NOWHERE)
        life->distance = MIN (life->distance, tie->from->distance + 1);
    }

  return life->distance < before;
}

static void
belong (MlLife *life, const MlTie *tie)
{
  life->from = tie->from;
  life->reached = tie->reached;
  life->index = tie->index;
  life->dot = tie->dot;
  life->standing_dot = tie->standing_dot;
  life->is_link = tie->is_link;
}

/* What is far from every frame keeps what it was found by, which is older. */
static void
choose (MlLife *life)
{
  const MlTie *best = &g_array_index (life->ties, MlTie, 0);
  double most = 0;

  for (guint i = 0; i < life->ties->len && life->distance != NOWHERE; i++)
    {
      const MlTie *tie = &g_array_index (life->ties, MlTie, i);
      double weight = weigh (life, tie);

      if (tie->from->distance < life->distance && weight > most)
        {
          best = tie;
          most = weight;
        }
    }

  belong (life, best);
}

static void
measure_distances (GPtrArray *lives, guint first)
{
  gboolean changed = TRUE;

  for (guint i = first; i < lives->len; i++)
    {
      MlLife *life = g_ptr_array_index (lives, i);

      life->distance = life->reached == ML_REACHED_BY_STACK ? 0 : NOWHERE;
    }

  while (changed)
    {
      changed = FALSE;
      for (guint i = first; i < lives->len; i++)
        changed |= come_nearer (g_ptr_array_index (lives, i));
    }
}

void
ml_ties_settle (GPtrArray *lives, guint first, MlStep last)
{
  for (guint i = first; i < lives->len; i++)
    {
      MlLife *life = g_ptr_array_index (lives, i);

      for (guint j = 0; j < life->ties->len; j++)
        {
          const MlTie *tie = &g_array_index (life->ties, MlTie, j);

          ml_ties_close (life, tie->from, MIN (life->last, last) + 1);
        }
    }

  measure_distances (lives, first);
  for (guint i = first; i < lives->len; i++)
    {
      MlLife *life = g_ptr_array_index (lives, i);

      if (life->ties->len > 0)
        choose (life);
      g_array_set_size (life->ties, 0);
    }
}
