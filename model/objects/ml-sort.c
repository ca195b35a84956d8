/* ml-sort.c: list.sort()
 *
 * Timsort, as described in CPython's Objects/listsort.txt, with the merge order of powersort: it
 * asks __lt__ in the same order as CPython, which a program can see.
 *
 * While keys are computed and compared the list is empty and the sort itself, a built-in at work,
 * holds items and keys. They stay where they are; what is sorted are their indexes. So every holder
 * has a name at any moment, and the result is the permutation that the journal is told.
 */
#include "ml-exception.h"
#include "ml-int.h"
#include "ml-list.h"
#include "ml-operations.h"
#include "ml-str.h"

#include <string.h>

/* From so many wins in a row on, one side is taken to go on winning. */
#define MIN_GALLOP 7
#define MAX_MINRUN 64

/* Each run on the stack is more than half as long again as the next: enough for any list. */
#define MAX_PENDING 85

typedef struct
{
  gsize start;
  gsize length;
  int power; /* of the boundary with the next run */
} Run;

typedef struct
{
  MlHeap *heap;
  MlObject **keys;
  guint32 *order; /* what is sorted: indexes of keys */
  guint32 *aside; /* room for the shorter of two runs */
  gsize length;
  gsize min_gallop;
  Run pending[MAX_PENDING];
  guint n_pending;
} Sort;

/* Whether key @left is less than @right: 1, 0; -1: failed. */
static inline int
is_less (const Sort *self, guint32 left, guint32 right)
{
  MlObject *a = self->keys[left];
  MlObject *b = self->keys[right];

  if (ml_is_word (self->heap, a) && ml_is_word (self->heap, b))
    return ml_int_get_word (a) < ml_int_get_word (b);

  if (ml_is_exact_str (self->heap, a) && ml_is_exact_str (self->heap, b))
    return ml_str_order (a, b) < 0;

  return ml_compare_bool (self->heap, a, b, ML_LESS);
}

static void
reverse (guint32 *order, gsize n)
{
  for (gsize i = 0; i < n / 2; i++)
    {
      guint32 index = order[i];

      order[i] = order[n - 1 - i];
      order[n - 1 - i] = index;
    }
}

/* Sorts [start, start + n), of which the first @sorted are sorted, by binary insertion. */
static gboolean
insert_rest (Sort *self, gsize start, gsize n, gsize sorted)
{
  guint32 *order = self->order + start;

  for (; sorted < n; sorted++)
    {
      guint32 pivot = order[sorted];
      gsize left = 0;
      gsize right = sorted;

      while (left < right)
        {
          gsize middle = (left + right) / 2;
          int less = is_less (self, pivot, order[middle]);

          if (less < 0)
            return FALSE;

          if (less)
            right = middle;
          else
            left = middle + 1;
        }

      memmove (order + left + 1, order + left, (sorted - left) * sizeof (guint32));
      order[left] = pivot;
    }

  return TRUE;
}

/* Runs */

/* The end of the longest run from 0 that does not descend, from @n on; 0: failed. */
static gsize
extend_ascending (Sort *self, const guint32 *order, gsize n, gsize limit)
{
  for (; n < limit; n++)
    {
      int less = is_less (self, order[n], order[n - 1]);

      if (less < 0)
        return 0;

      if (less)
        break;
    }

  return n;
}

/* Turns the @n_equal items before @n round, so that turning the whole run later keeps their order.
 */
static void
turn_equal (guint32 *order, gsize n, gsize *n_equal)
{
  if (*n_equal > 0)
    reverse (order + n - *n_equal - 1, *n_equal + 1);

  *n_equal = 0;
}

/* The end of the descending run from 0, of which the first @n are known; 0: failed. Equal items in
 * it end up in their old order once the run is turned. */
static gsize
extend_descending (Sort *self, guint32 *order, gsize n, gsize limit)
{
  gsize n_equal = 0;

  for (; n < limit; n++)
    {
      int less = is_less (self, order[n], order[n - 1]);
      int greater;

      if (less < 0)
        return 0;

      if (less)
        {
          turn_equal (order, n, &n_equal);
          continue;
        }

      greater = is_less (self, order[n - 1], order[n]);

      if (greater < 0)
        return 0;

      if (greater)
        break;

      n_equal++;
    }

  turn_equal (order, n, &n_equal);

  return n;
}

/* The length of the run at @start, which is made ascending; 0: failed. */
static gsize
count_run (Sort *self, gsize start, gsize limit)
{
  guint32 *order = self->order + start;
  gsize n;

  if (limit == 1)
    return 1;

  n = extend_ascending (self, order, 1, limit);

  if (n == 0 || n == limit)
    return n;

  /* The next is smaller. Before it all may be equal: then the run descends after all. */
  if (n > 1)
    {
      int less = is_less (self, order[0], order[n - 1]);

      if (less != 0)
        return less < 0 ? 0 : n;

      reverse (order, n);
    }

  n = extend_descending (self, order, n + 1, limit);

  if (n == 0)
    return 0;

  reverse (order, n);

  return extend_ascending (self, order, n, limit);
}

/* Galloping */

/* Whether @key belongs behind @other, and with @right also if they are equal: 1, 0; -1: failed. */
static int
is_behind (const Sort *self, guint32 key, guint32 other, gboolean right)
{
  int less = right ? is_less (self, key, other) : is_less (self, other, key);

  return right && less >= 0 ? !less : less;
}

/* Where @key belongs in [low, high) of the sorted @run. -1: failed. */
static gssize
bisect (Sort *self, guint32 key, const guint32 *run, gssize low, gssize high, gboolean right)
{
  while (low < high)
    {
      gssize middle = low + (high - low) / 2;
      int behind = is_behind (self, key, run[middle], right);

      if (behind < 0)
        return -1;

      if (behind)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Where @key belongs in the sorted @run of @n, before what equals it or with @right behind it. The
 * search begins at @hint and doubles its steps until it has gone too far. -1: failed. */
static gssize
gallop (Sort *self, guint32 key, const guint32 *run, gssize n, gssize hint, gboolean right)
{
  int forwards = is_behind (self, key, run[hint], right);
  gssize limit = forwards ? n - hint : hint + 1;
  gssize last = 0;
  gssize offset = 1;

  if (forwards < 0)
    return -1;

  while (offset < limit)
    {
      int behind = is_behind (self, key, run[forwards ? hint + offset : hint - offset], right);

      if (behind < 0)
        return -1;

      if (behind != forwards)
        break;

      last = offset;
      offset = offset * 2 + 1;
    }

  offset = MIN (offset, limit);

  if (forwards)
    return bisect (self, key, run, hint + last + 1, hint + offset, right);

  return bisect (self, key, run, hint - offset + 1, hint - last, right);
}

/* Merging */

/* Two neighbouring runs on their way into one: what is left of each. */
typedef struct
{
  guint32 *to;
  guint32 *a;
  guint32 *b;
  gssize n_a;
  gssize n_b;
  gssize won_a; /* in a row */
  gssize won_b;
} Merge;

typedef enum
{
  MERGE_GO_ON,
  MERGE_DONE,     /* one run is used up */
  MERGE_ONE_LEFT, /* the run that was put aside has one left, which belongs behind (or before) all
                     others */
  MERGE_FAILED
} MergeState;

/* From the front: a is aside, b in place. */

static MergeState
take_first_b (Merge *merge)
{
  *merge->to++ = *merge->b++;
  merge->n_b--;

  return merge->n_b == 0 ? MERGE_DONE : MERGE_GO_ON;
}

static MergeState
take_first_a (Merge *merge)
{
  *merge->to++ = *merge->a++;
  merge->n_a--;

  return merge->n_a == 1 ? MERGE_ONE_LEFT : MERGE_GO_ON;
}

/* One by one, until one run wins often in a row. */
static MergeState
step_forwards (Sort *self, Merge *merge)
{
  MergeState state = MERGE_GO_ON;

  merge->won_a = merge->won_b = 0;

  while (state == MERGE_GO_ON && MAX (merge->won_a, merge->won_b) < (gssize) self->min_gallop)
    {
      int less = is_less (self, *merge->b, *merge->a);

      if (less < 0)
        return MERGE_FAILED;

      if (less)
        {
          merge->won_b++;
          merge->won_a = 0;
          state = take_first_b (merge);
        }
      else
        {
          merge->won_a++;
          merge->won_b = 0;
          state = take_first_a (merge);
        }
    }

  return state;
}

/* Takes all of a that come before the first of b, that one, all of b that come before the first of
 * a, and that one. */
static MergeState
gallop_forwards (Sort *self, Merge *merge)
{
  MergeState state;
  gssize n = gallop (self, *merge->b, merge->a, merge->n_a, 0, TRUE);

  if (n < 0)
    return MERGE_FAILED;

  memcpy (merge->to, merge->a, (gsize) n * sizeof (guint32));
  merge->to += n;
  merge->a += n;
  merge->n_a -= n;
  merge->won_a = n;

  /* None is left of a only if __lt__ contradicts itself. */
  if (n > 0 && merge->n_a <= 1)
    return merge->n_a == 1 ? MERGE_ONE_LEFT : MERGE_DONE;

  state = take_first_b (merge);

  if (state != MERGE_GO_ON)
    return state;

  n = gallop (self, *merge->a, merge->b, merge->n_b, 0, FALSE);

  if (n < 0)
    return MERGE_FAILED;

  memmove (merge->to, merge->b, (gsize) n * sizeof (guint32));
  merge->to += n;
  merge->b += n;
  merge->n_b -= n;
  merge->won_b = n;

  return merge->n_b == 0 ? MERGE_DONE : take_first_a (merge);
}

/* From the back: b is aside, a in place; the pointers are to the last of each. */

static MergeState
take_last_a (Merge *merge)
{
  *merge->to-- = *merge->a--;
  merge->n_a--;

  return merge->n_a == 0 ? MERGE_DONE : MERGE_GO_ON;
}

static MergeState
take_last_b (Merge *merge)
{
  *merge->to-- = *merge->b--;
  merge->n_b--;

  return merge->n_b == 1 ? MERGE_ONE_LEFT : MERGE_GO_ON;
}

static MergeState
step_backwards (Sort *self, Merge *merge)
{
  MergeState state = MERGE_GO_ON;

  merge->won_a = merge->won_b = 0;

  while (state == MERGE_GO_ON && MAX (merge->won_a, merge->won_b) < (gssize) self->min_gallop)
    {
      int less = is_less (self, *merge->b, *merge->a);

      if (less < 0)
        return MERGE_FAILED;

      if (less)
        {
          merge->won_a++;
          merge->won_b = 0;
          state = take_last_a (merge);
        }
      else
        {
          merge->won_b++;
          merge->won_a = 0;
          state = take_last_b (merge);
        }
    }

  return state;
}

static MergeState
gallop_backwards (Sort *self, Merge *merge)
{
  MergeState state;
  gssize at = gallop (self, *merge->b, merge->a - merge->n_a + 1, merge->n_a, merge->n_a - 1, TRUE);
  gssize n = merge->n_a - at;

  if (at < 0)
    return MERGE_FAILED;

  merge->to -= n;
  merge->a -= n;
  memmove (merge->to + 1, merge->a + 1, (gsize) n * sizeof (guint32));
  merge->n_a -= n;
  merge->won_a = n;

  if (merge->n_a == 0)
    return MERGE_DONE;

  state = take_last_b (merge);

  if (state != MERGE_GO_ON)
    return state;

  at = gallop (self, *merge->a, merge->b - merge->n_b + 1, merge->n_b, merge->n_b - 1, FALSE);
  n = merge->n_b - at;

  if (at < 0)
    return MERGE_FAILED;

  merge->to -= n;
  merge->b -= n;
  memcpy (merge->to + 1, merge->b + 1, (gsize) n * sizeof (guint32));
  merge->n_b -= n;
  merge->won_b = n;

  if (n > 0 && merge->n_b <= 1)
    return merge->n_b == 1 ? MERGE_ONE_LEFT : MERGE_DONE;

  return take_last_a (merge);
}

/* Alternates between stepping and galloping; what does not pay becomes harder to enter. */
static MergeState
merge_all (Sort *self,
           Merge *merge,
           MergeState state,
           MergeState (*step) (Sort *self, Merge *merge),
           MergeState (*leap) (Sort *self, Merge *merge))
{
  while (state == MERGE_GO_ON)
    {
      state = step (self, merge);

      if (state != MERGE_GO_ON)
        break;

      self->min_gallop++;

      do
        {
          self->min_gallop -= self->min_gallop > 1;
          merge->won_a = merge->won_b = 0;
          state = leap (self, merge);
        }
      while (state == MERGE_GO_ON && MAX (merge->won_a, merge->won_b) >= MIN_GALLOP);

      self->min_gallop += state == MERGE_GO_ON;
    }

  return state;
}

/* The first of b belongs before all of a. */
static gboolean
merge_low (Sort *self, guint32 *a, gssize n_a, guint32 *b, gssize n_b)
{
  Merge merge = { .to = a, .a = self->aside, .b = b, .n_a = n_a, .n_b = n_b };
  MergeState state;

  memcpy (self->aside, a, (gsize) n_a * sizeof (guint32));
  state = take_first_b (&merge);

  if (state == MERGE_GO_ON && n_a == 1)
    state = MERGE_ONE_LEFT;

  state = merge_all (self, &merge, state, step_forwards, gallop_forwards);

  if (state == MERGE_ONE_LEFT)
    {
      memmove (merge.to, merge.b, (gsize) merge.n_b * sizeof (guint32));
      merge.to += merge.n_b;
    }

  memcpy (merge.to, merge.a, (gsize) merge.n_a * sizeof (guint32));

  return state != MERGE_FAILED;
}

/* The last of a belongs behind all of b. */
static gboolean
merge_high (Sort *self, guint32 *a, gssize n_a, guint32 *b, gssize n_b)
{
  Merge merge = {
    .to = b + n_b - 1,
    .a = a + n_a - 1,
    .b = self->aside + n_b - 1,
    .n_a = n_a,
    .n_b = n_b,
  };
  MergeState state;

  memcpy (self->aside, b, (gsize) n_b * sizeof (guint32));
  state = take_last_a (&merge);

  if (state == MERGE_GO_ON && n_b == 1)
    state = MERGE_ONE_LEFT;

  state = merge_all (self, &merge, state, step_backwards, gallop_backwards);

  if (state == MERGE_ONE_LEFT)
    {
      merge.to -= merge.n_a;
      memmove (merge.to + 1, merge.a - merge.n_a + 1, (gsize) merge.n_a * sizeof (guint32));
    }

  memcpy (merge.to - merge.n_b + 1, merge.b - merge.n_b + 1, (gsize) merge.n_b * sizeof (guint32));

  return state != MERGE_FAILED;
}

/* Merges pending runs @i and @i + 1. */
static gboolean
merge_at (Sort *self, guint i)
{
  Run *run = &self->pending[i];
  guint32 *a = self->order + run[0].start;
  guint32 *b = self->order + run[1].start;
  gssize n_a = (gssize) run[0].length;
  gssize n_b = (gssize) run[1].length;
  gssize skipped;

  run[0].length += run[1].length;

  if (i + 3 == self->n_pending)
    run[1] = run[2];

  self->n_pending--;

  /* What of a stands before b, and what of b behind a, is in its place already. */
  skipped = gallop (self, *b, a, n_a, 0, TRUE);

  if (skipped < 0)
    return FALSE;

  a += skipped;
  n_a -= skipped;

  if (n_a == 0)
    return TRUE;

  n_b = gallop (self, a[n_a - 1], b, n_b, n_b - 1, FALSE);

  if (n_b <= 0)
    return n_b == 0;

  return n_a <= n_b ? merge_low (self, a, n_a, b, n_b) : merge_high (self, a, n_a, b, n_b);
}

/* The first bit in which the middles of two neighbouring runs differ, as parts of the whole: how
 * deep their boundary lies in a tree of halves. */
static int
compute_power (gsize start, gsize n_a, gsize n_b, gsize n)
{
  gsize a = 2 * start + n_a;
  gsize b = a + n_a + n_b;

  for (int power = 1;; power++)
    {
      if (a >= n)
        {
          a -= n;
          b -= n;
        }
      else if (b >= n)
        {
          return power;
        }

      a *= 2;
      b *= 2;
    }
}

static gboolean
push_run (Sort *self, gsize start, gsize n)
{
  if (self->n_pending > 0)
    {
      const Run *last = &self->pending[self->n_pending - 1];
      int power = compute_power (last->start, last->length, n, self->length);

      while (self->n_pending > 1 && self->pending[self->n_pending - 2].power > power)
        if (!merge_at (self, self->n_pending - 2))
          return FALSE;

      self->pending[self->n_pending - 1].power = power;
    }

  self->pending[self->n_pending++] = (Run){ .start = start, .length = n };

  return TRUE;
}

static gboolean
merge_rest (Sort *self)
{
  while (self->n_pending > 1)
    {
      guint i = self->n_pending - 2;

      if (i > 0 && self->pending[i - 1].length < self->pending[i + 1].length)
        i--;

      if (!merge_at (self, i))
        return FALSE;
    }

  return TRUE;
}

/* Runs shorter than this are made longer by insertion: n over a power of 2, so that merges are
 * balanced. */
static gsize
compute_min_run (gsize n)
{
  gsize odd = 0;

  while (n >= MAX_MINRUN)
    {
      odd |= n & 1;
      n >>= 1;
    }

  return n + odd;
}

static gboolean
sort_order (Sort *self)
{
  gsize min_run = compute_min_run (self->length);

  for (gsize start = 0; start < self->length;)
    {
      gsize left = self->length - start;
      gsize n = count_run (self, start, left);

      if (n == 0)
        return FALSE;

      if (n < min_run)
        {
          gsize forced = MIN (min_run, left);

          if (!insert_rest (self, start, forced, n))
            return FALSE;

          n = forced;
        }

      if (!push_run (self, start, n))
        return FALSE;

      start += n;
    }

  return merge_rest (self);
}

/* The list */

/* Sorts @order, indexes of @keys. FALSE with an exception; @order is a permutation all the same. */
static gboolean
sort_keys (MlHeap *heap, MlObject **keys, guint32 *order, gsize n, gboolean backwards)
{
  g_autofree guint32 *aside = g_new (guint32, n + 1);
  Sort sort = {
    .heap = heap,
    .keys = keys,
    .order = order,
    .aside = aside,
    .length = n,
    .min_gallop = MIN_GALLOP,
  };
  gboolean done;

  for (gsize i = 0; i < n; i++)
    order[i] = (guint32) i;

  /* Turned round before and after, equal items keep their order. */
  if (backwards)
    reverse (order, n);

  done = n < 2 || sort_order (&sort);

  if (backwards)
    reverse (order, n);

  return done;
}

static gboolean
compute_keys (MlHeap *heap, MlObject **items, gsize n, MlObject *function, MlObject **keys)
{
  for (gsize i = 0; i < n; i++)
    {
      keys[i] = ml_call (heap, function, &items[i], 1, NULL);

      if (keys[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Whether no comparison of these can run code of the program's. */
static gboolean
are_plain (MlHeap *heap, MlObject *const *items, gsize n)
{
  const MlWorld *world = heap->world;

  for (gsize i = 0; i < n; i++)
    {
      const MlType *type = items[i]->type;

      if (type != world->int_type && type != world->str_type && type != world->float_type)
        return FALSE;
    }

  return TRUE;
}

/* Nobody can look while plain items are sorted: they stay in the list. */
static gboolean
sort_in_place (MlHeap *heap, MlList *self, gboolean backwards)
{
  g_autofree guint32 *order = g_new (guint32, self->length + 1);
  gboolean done = sort_keys (heap, self->items, order, self->length, backwards);

  ml_list_permute (heap, self, order);

  return done;
}

static void
tell_items (MlHeap *heap, MlList *self, gboolean coming)
{
  for (gsize i = 0; i < self->length; i++)
    ml_heap_tell_store (heap,
                        self,
                        ML_SLOT (ML_REGION_ITEM, i),
                        coming ? NULL : self->items[i],
                        coming ? self->items[i] : NULL);
}

/* The list has @items again. What the program has put into it meanwhile is released. */
static void
put_back (MlHeap *heap, MlList *self, MlObject **items, gsize n, gsize capacity)
{
  MlObject **strange = self->items;
  gsize n_strange = self->length;
  gsize strange_capacity = self->capacity;
  MlNative native;

  tell_items (heap, self, FALSE);
  self->items = items;
  self->length = n;
  self->capacity = capacity;
  self->object.flags &= ~ML_LIST_SORTING;
  tell_items (heap, self, TRUE);

  ml_native_enter (heap, &native, "sort", strange, (guint) n_strange);

  while (n_strange > 0)
    ml_unref (heap, g_steal_pointer (&strange[--n_strange]));

  ml_native_leave (heap, &native);
  ml_heap_free_buffer (heap, strange, strange_capacity * sizeof (MlObject *));
}

/* Computes the keys, sorts, and lets go of the keys. */
static gboolean
sort_with_keys (MlHeap *heap,
                MlObject **items,
                MlObject **keys,
                guint32 *order,
                gsize n,
                MlObject *function,
                gboolean backwards)
{
  gboolean done =
      compute_keys (heap, items, n, function, keys) && sort_keys (heap, keys, order, n, backwards);

  for (gsize i = 0; i < n; i++)
    ml_unref_any (heap, g_steal_pointer (&keys[order[backwards ? n - 1 - i : i]]));

  return done;
}

/* With the items taken out of the list: they and their keys are the native frame's. */
static gboolean
sort_apart (MlHeap *heap, MlList *self, MlObject *function, gboolean backwards)
{
  gsize n = self->length;
  gsize capacity = self->capacity;
  MlObject **items = self->items;
  g_autofree MlObject **held = g_new0 (MlObject *, 2 * n + 1);
  g_autofree guint32 *order = g_new (guint32, n + 1);
  MlNative native;
  gboolean done;

  if (n > 0)
    memcpy (held, items, n * sizeof (MlObject *));

  for (gsize i = 0; i < n; i++)
    order[i] = (guint32) i;

  tell_items (heap, self, FALSE);
  self->items = NULL;
  self->length = self->capacity = 0;
  self->object.flags |= ML_LIST_SORTING;
  ml_native_enter (heap, &native, "sort", held, (guint) (2 * n));

  if (function != NULL)
    done = sort_with_keys (heap, held, held + n, order, n, function, backwards);
  else
    done = sort_keys (heap, held, order, n, backwards);

  if (done && !(self->object.flags & ML_LIST_SORTING))
    {
      ml_raise (heap, heap->world->value_error, "list modified during sort");
      done = FALSE;
    }

  for (gsize i = 0; i < n; i++)
    items[i] = held[order[i]];

  memset (held, 0, n * sizeof (MlObject *));
  put_back (heap, self, items, n, capacity);
  ml_native_leave (heap, &native);

  return done;
}

gboolean
ml_list_sort (MlHeap *heap, MlObject *self, MlObject *key, gboolean reverse)
{
  MlList *list = (MlList *) self;

  if (key == NULL && are_plain (heap, list->items, list->length))
    return sort_in_place (heap, list, reverse);

  return sort_apart (heap, list, key, reverse);
}
