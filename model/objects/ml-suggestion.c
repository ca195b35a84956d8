/* ml-suggestion.c: "Did you mean" */
#include "ml-suggestion.h"

#include <string.h>

#define MAX_NAMES 750
#define MAX_LENGTH 40
#define MOVE_COST 2
#define CASE_COST 1

static gsize
get_cost (char a, char b)
{
  if (a == b)
    return 0;

  return g_ascii_tolower (a) == g_ascii_tolower (b) ? CASE_COST : MOVE_COST;
}

/* What turning @a into @b costs (Levenshtein), or more than @most. */
static gsize
measure (const char *a, gsize n_a, const char *b, gsize n_b, gsize most)
{
  gsize row[MAX_LENGTH + 1];
  gsize difference = n_a > n_b ? n_a - n_b : n_b - n_a;

  if (n_a > MAX_LENGTH || n_b > MAX_LENGTH || difference * MOVE_COST > most)
    return most + 1;

  for (gsize i = 0; i <= n_a; i++)
    row[i] = i * MOVE_COST;

  for (gsize j = 1; j <= n_b; j++)
    {
      gsize diagonal = row[0];

      row[0] = j * MOVE_COST;

      for (gsize i = 1; i <= n_a; i++)
        {
          gsize replaced = diagonal + get_cost (a[i - 1], b[j - 1]);

          diagonal = row[i];
          row[i] = MIN (replaced, MIN (row[i], row[i - 1]) + MOVE_COST);
        }
    }

  return row[n_a];
}

const char *
ml_suggest (const char *wrong, const char *const *names, gsize n)
{
  const char *best = NULL;
  gsize best_distance = G_MAXSIZE;
  gsize n_wrong = strlen (wrong);

  if (n >= MAX_NAMES)
    return NULL;

  for (gsize i = 0; i < n; i++)
    {
      gsize n_name = strlen (names[i]);
      gsize most = MIN ((n_wrong + n_name + 3) * MOVE_COST / 6, best_distance - 1);
      gsize distance;

      if (strcmp (names[i], wrong) == 0)
        continue;

      distance = measure (wrong, n_wrong, names[i], n_name, most);

      if (distance > most)
        continue;

      best = names[i];
      best_distance = distance;
    }

  return best;
}
