/* ml-population.c: the living things of a state, found by serial */
#include "ml-population.h"

#include <string.h>

typedef struct
{
  guint n; /* living */
  MlBeing *beings[ML_N_BEINGS];
} Page;

/* The place of a page:
 *
 *   page   packed
 *   NULL   NULL     nothing lives here
 *   NULL   set      nobody has looked yet
 *   set    set      unpacked, and still the same
 *   set    NULL     changed since it was unpacked, or new
 */
typedef struct
{
  Page *page;
  MlPackedPage packed;
} Place;

typedef struct
{
  Place places[ML_N_PAGES];
} Leaf;

struct _MlPopulation
{
  const MlTape *tape;
  const MlCheckpoint *base; /* where leaves that are missing come from; may be NULL */
  GPtrArray *leaves;        /* of Leaf; NULL where nobody has looked yet */
};

static guint
leaf_number (MlSerial serial)
{
  return serial >> (ML_BEING_BITS + ML_PAGE_BITS);
}

static MlSerial
first_of_page (MlSerial serial)
{
  return serial & ~(ML_N_BEINGS - 1);
}

static void
page_free (Page *page)
{
  for (guint i = 0; i < ML_N_BEINGS; i++)
    g_clear_pointer (&page->beings[i], ml_being_free);

  g_free (page);
}

static void
leaf_free (gpointer data)
{
  Leaf *leaf = data;

  for (guint i = 0; leaf != NULL && i < ML_N_PAGES; i++)
    g_clear_pointer (&leaf->places[i].page, page_free);

  g_free (leaf);
}

static const MlPackedLeaf *
get_base_leaf (const MlPopulation *self, guint number)
{
  return self->base == NULL ? NULL : ml_checkpoint_get_leaf (self->base, number);
}

static Leaf *
make_leaf (MlPopulation *self, guint number)
{
  const MlPackedLeaf *packed = get_base_leaf (self, number);
  Leaf *leaf = g_new0 (Leaf, 1);

  if (number >= self->leaves->len)
    g_ptr_array_set_size (self->leaves, number + 1);

  for (guint i = 0; packed != NULL && i < ML_N_PAGES; i++)
    leaf->places[i].packed = packed->pages[i];

  g_ptr_array_index (self->leaves, number) = leaf;

  return leaf;
}

/* NULL if nothing lives or has lived there. */
static Leaf *
find_leaf (MlPopulation *self, guint number)
{
  Leaf *leaf = NULL;

  if (number < self->leaves->len)
    leaf = g_ptr_array_index (self->leaves, number);

  if (leaf == NULL && get_base_leaf (self, number) != NULL)
    leaf = make_leaf (self, number);

  return leaf;
}

/* Unpacks the page of @serial if nobody has looked yet. */
static Page *
open_place (MlPopulation *self, Place *place, MlSerial serial)
{
  if (place->page == NULL && place->packed != NULL)
    {
      place->page = g_new0 (Page, 1);
      place->page->n =
          ml_page_unpack (place->packed, self->tape, first_of_page (serial), place->page->beings);
    }

  return place->page;
}

static Place *
find_place (MlPopulation *self, MlSerial serial)
{
  Leaf *leaf = find_leaf (self, leaf_number (serial));

  return leaf == NULL ? NULL : &leaf->places[(serial >> ML_BEING_BITS) % ML_N_PAGES];
}

MlPopulation *
ml_population_new (const MlTape *tape)
{
  MlPopulation *self = g_new0 (MlPopulation, 1);

  self->tape = tape;
  self->leaves = g_ptr_array_new_with_free_func (leaf_free);

  return self;
}

void
ml_population_free (MlPopulation *self)
{
  g_ptr_array_unref (self->leaves);
  g_free (self);
}

const MlBeing *
ml_population_find (MlPopulation *self, MlSerial serial)
{
  Place *place = find_place (self, serial);
  const Page *page = place == NULL ? NULL : open_place (self, place, serial);

  return page == NULL ? NULL : page->beings[serial % ML_N_BEINGS];
}

MlBeing *
ml_population_edit (MlPopulation *self, MlSerial serial)
{
  Place *place = find_place (self, serial);
  Page *page = place == NULL ? NULL : open_place (self, place, serial);

  if (page == NULL || page->beings[serial % ML_N_BEINGS] == NULL)
    return NULL;

  place->packed = NULL;

  return page->beings[serial % ML_N_BEINGS];
}

void
ml_population_insert (MlPopulation *self, MlBeing *being)
{
  MlSerial serial = being->thing.serial;
  Place *place = find_place (self, serial);
  Page *page;

  if (place == NULL)
    place = &make_leaf (self, leaf_number (serial))->places[(serial >> ML_BEING_BITS) % ML_N_PAGES];

  page = open_place (self, place, serial);

  if (page == NULL)
    page = place->page = g_new0 (Page, 1);

  place->packed = NULL;
  page->beings[serial % ML_N_BEINGS] = being;
  page->n++;
}

void
ml_population_remove (MlPopulation *self, MlSerial serial)
{
  Place *place = find_place (self, serial);
  Page *page = open_place (self, place, serial);

  g_clear_pointer (&page->beings[serial % ML_N_BEINGS], ml_being_free);
  place->packed = NULL;
  page->n--;

  if (page->n == 0)
    g_clear_pointer (&place->page, page_free);
}

static guint
count_leaves (const MlPopulation *self)
{
  return MAX (self->leaves->len, self->base == NULL ? 0 : self->base->n_leaves);
}

static MlSerial
serial_at (guint leaf, guint page)
{
  return leaf << (ML_BEING_BITS + ML_PAGE_BITS) | page << ML_BEING_BITS;
}

static void
page_foreach (const Page *page, MlBeingFunc func, gpointer user_data)
{
  for (guint i = 0; i < ML_N_BEINGS; i++)
    {
      if (page->beings[i] != NULL)
        func (page->beings[i], user_data);
    }
}

void
ml_population_foreach (MlPopulation *self, MlBeingFunc func, gpointer user_data)
{
  for (guint i = 0; i < count_leaves (self); i++)
    {
      Leaf *leaf = find_leaf (self, i);

      for (guint j = 0; leaf != NULL && j < ML_N_PAGES; j++)
        {
          const Page *page = open_place (self, &leaf->places[j], serial_at (i, j));

          if (page != NULL)
            page_foreach (page, func, user_data);
        }
    }
}

/* Packs the page if it has changed. One that has not is let go: it can be unpacked again. */
static void
pack_place (Place *place, MlCheckpoint *checkpoint, MlTape *tape)
{
  if (place->page == NULL)
    return;

  if (place->packed == NULL)
    place->packed = ml_checkpoint_add_page (checkpoint, tape, place->page->beings);
  else
    g_clear_pointer (&place->page, page_free);
}

static void
pack_leaf (MlPopulation *self, MlCheckpoint *checkpoint, MlTape *tape, guint number)
{
  Leaf *leaf = g_ptr_array_index (self->leaves, number);
  const MlPackedLeaf *base = get_base_leaf (self, number);
  MlPackedLeaf packed = { 0 };
  gboolean same = TRUE;
  gboolean empty = TRUE;

  for (guint i = 0; i < ML_N_PAGES; i++)
    {
      pack_place (&leaf->places[i], checkpoint, tape);
      packed.pages[i] = leaf->places[i].packed;
      same &= packed.pages[i] == (base == NULL ? NULL : base->pages[i]);
      empty &= packed.pages[i] == NULL;
    }

  if (same)
    checkpoint->leaves[number] = base;
  else if (!empty)
    ml_checkpoint_add_leaf (checkpoint, number, &packed);

  if (empty)
    g_clear_pointer (&g_ptr_array_index (self->leaves, number), leaf_free);
}

MlCheckpoint *
ml_population_make_checkpoint (MlPopulation *self, MlTape *tape, MlStep step)
{
  MlCheckpoint *checkpoint = ml_checkpoint_new (step, count_leaves (self));

  for (guint i = 0; i < checkpoint->n_leaves; i++)
    {
      if (i < self->leaves->len && g_ptr_array_index (self->leaves, i) != NULL)
        pack_leaf (self, checkpoint, tape, i);
      else
        checkpoint->leaves[i] = get_base_leaf (self, i);
    }

  self->base = checkpoint;

  return checkpoint;
}

/* What has not changed in between stays unpacked. */
static void
place_go_to (Place *place, MlPackedPage packed)
{
  if (place->packed != packed || packed == NULL)
    g_clear_pointer (&place->page, page_free);

  place->packed = packed;
}

void
ml_population_go_to (MlPopulation *self, const MlCheckpoint *checkpoint)
{
  self->base = checkpoint;

  for (guint i = 0; i < self->leaves->len; i++)
    {
      Leaf *leaf = g_ptr_array_index (self->leaves, i);
      const MlPackedLeaf *packed = get_base_leaf (self, i);

      for (guint j = 0; leaf != NULL && j < ML_N_PAGES; j++)
        place_go_to (&leaf->places[j], packed == NULL ? NULL : packed->pages[j]);
    }
}
