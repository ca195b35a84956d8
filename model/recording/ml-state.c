/* ml-state.c: pages of cells, found by serial */
#include "ml-state.h"

/* A serial is a leaf's number, a page's number in the leaf, and a cell's number in the page. Most
 * things die young and serials are never given again, so pages come and go. */
#define CELL_BITS 6
#define PAGE_BITS 8
#define N_CELLS (1u << CELL_BITS)
#define N_PAGES (1u << PAGE_BITS)

typedef struct
{
  guint n; /* living */
  MlCell *cells[N_CELLS];
} Page;

typedef struct
{
  guint n; /* pages */
  Page *pages[N_PAGES];
} Leaf;

struct _MlState
{
  MlShapes *shapes;
  GPtrArray *leaves; /* of Leaf; NULL where there is none */
  GArray *frames;
  guint n_output;
};

/* Regions are grown by doubling; the word before the first slot says how many there is room for. */
static guint32
slots_get_room (const MlSlots *region)
{
  return region->slots == NULL ? 0 : region->slots[-1];
}

static void
slots_free (MlSlots *region)
{
  if (region->slots != NULL)
    g_free (region->slots - 1);

  region->slots = NULL;
  region->n = 0;
}

/* Makes @n slots, the new ones empty. */
static void
slots_grow (MlSlots *region, guint32 n)
{
  guint32 room = slots_get_room (region);

  if (n <= region->n)
    return;

  if (n > room)
    {
      gsize wanted = MAX ((gsize) n, (gsize) room * 2) + 1;
      MlSerial *memory = g_realloc_n (room == 0 ? NULL : region->slots - 1, wanted, sizeof *memory);

      memory[0] = wanted - 1;
      region->slots = memory + 1;
    }

  memset (region->slots + region->n, 0, (n - region->n) * sizeof (MlSerial));
  region->n = n;
}

static void
slots_trim (MlSlots *region)
{
  while (region->n > 0 && region->slots[region->n - 1] == 0)
    region->n--;
}

static void
cell_free (MlCell *cell)
{
  for (guint i = 0; i < ML_N_REGIONS; i++)
    slots_free (&cell->thing.regions[i]);

  g_free (cell);
}

static void
page_free (Page *page)
{
  for (guint i = 0; i < N_CELLS; i++)
    g_clear_pointer (&page->cells[i], cell_free);

  g_free (page);
}

static void
leaf_free (gpointer data)
{
  Leaf *leaf = data;

  if (leaf == NULL)
    return;

  for (guint i = 0; i < N_PAGES; i++)
    g_clear_pointer (&leaf->pages[i], page_free);

  g_free (leaf);
}

static Page *
find_page (const MlState *self, MlSerial serial)
{
  guint number = serial >> (CELL_BITS + PAGE_BITS);
  Leaf *leaf;

  if (number >= self->leaves->len)
    return NULL;

  leaf = g_ptr_array_index (self->leaves, number);

  return leaf == NULL ? NULL : leaf->pages[(serial >> CELL_BITS) % N_PAGES];
}

static Page *
make_page (MlState *self, MlSerial serial)
{
  guint number = serial >> (CELL_BITS + PAGE_BITS);
  Leaf *leaf;
  Page **page;

  if (number >= self->leaves->len)
    g_ptr_array_set_size (self->leaves, number + 1);

  if (g_ptr_array_index (self->leaves, number) == NULL)
    g_ptr_array_index (self->leaves, number) = g_new0 (Leaf, 1);

  leaf = g_ptr_array_index (self->leaves, number);
  page = &leaf->pages[(serial >> CELL_BITS) % N_PAGES];

  if (*page == NULL)
    {
      *page = g_new0 (Page, 1);
      leaf->n++;
    }

  return *page;
}

static void
drop_page (MlState *self, MlSerial serial)
{
  gpointer *leaf_place = &g_ptr_array_index (self->leaves, serial >> (CELL_BITS + PAGE_BITS));
  Leaf *leaf = *leaf_place;

  g_clear_pointer (&leaf->pages[(serial >> CELL_BITS) % N_PAGES], page_free);
  leaf->n--;

  if (leaf->n == 0)
    g_clear_pointer (leaf_place, leaf_free);
}

static MlCell *
find_cell (const MlState *self, MlSerial serial)
{
  Page *page = find_page (self, serial);

  return page == NULL ? NULL : page->cells[serial % N_CELLS];
}

static void
count_edge (MlState *self, MlSerial target, int difference)
{
  MlCell *cell = target == 0 ? NULL : find_cell (self, target);

  if (cell != NULL && (cell->thing.flags & ML_THING_IMMORTAL) == 0)
    cell->thing.count += difference;
}

/* Edges from fields count or not as the shape says, so a new shape may turn them. */
static void
count_fields (MlState *self, const MlThing *thing, int difference)
{
  const MlSlots *fields = &thing->regions[ML_REGION_FIELD];

  for (guint i = 0; i < fields->n; i++)
    {
      if (!ml_shapes_is_weak (self->shapes, thing->shape, ML_SLOT (ML_REGION_FIELD, i)))
        count_edge (self, fields->slots[i], difference);
    }
}

static void
set_type (MlState *self, MlThing *thing, MlSerial type)
{
  MlSlots *region = &thing->regions[ML_REGION_TYPE];

  count_edge (self, type, +1);
  count_edge (self, thing->type, -1);
  thing->type = type;

  if (type == 0)
    {
      region->n = 0;
      return;
    }

  slots_grow (region, 1);
  region->slots[0] = type;
}

static void
give_birth (MlState *self, MlSerial serial, const MlTraits *traits)
{
  Page *page = make_page (self, serial);
  MlCell *cell;

  g_return_if_fail (page->cells[serial % N_CELLS] == NULL);

  cell = g_new0 (MlCell, 1);
  cell->span = traits->span;
  cell->thing.serial = serial;
  cell->thing.shape = traits->shape;
  cell->thing.kind = traits->kind;
  cell->thing.origin = traits->origin;
  cell->thing.flags = traits->flags;
  cell->thing.address = traits->address;
  cell->thing.size = traits->size;
  cell->thing.capacity = traits->capacity;
  cell->thing.value = traits->value;

  if ((traits->flags & ML_THING_IMMORTAL) != 0)
    cell->thing.count = ML_IMMORTAL_COUNT;

  page->cells[serial % N_CELLS] = cell;
  page->n++;
  set_type (self, &cell->thing, traits->type);
}

static void
take_life (MlState *self, MlSerial serial)
{
  Page *page = find_page (self, serial);
  MlCell *cell = page == NULL ? NULL : page->cells[serial % N_CELLS];

  g_return_if_fail (cell != NULL);

  set_type (self, &cell->thing, 0);
  page->cells[serial % N_CELLS] = NULL;
  cell_free (cell);
  page->n--;

  if (page->n == 0)
    drop_page (self, serial);
}

static void
set_slot (MlState *self, MlSerial holder, MlSlot slot, MlSerial target)
{
  MlCell *cell = find_cell (self, holder);
  guint32 index = ML_SLOT_INDEX (slot);
  MlSlots *region;
  MlSerial old;

  g_return_if_fail (cell != NULL);

  region = &cell->thing.regions[ML_SLOT_REGION (slot)];
  old = index < region->n ? region->slots[index] : 0;

  if (target != 0)
    slots_grow (region, index + 1);

  if (index < region->n)
    region->slots[index] = target;

  slots_trim (region);

  if (ml_shapes_is_weak (self->shapes, cell->thing.shape, slot))
    return;

  count_edge (self, target, +1);
  count_edge (self, old, -1);
}

static void
shift (MlState *self, MlSerial holder, MlSlot from, MlSlot to, guint32 n)
{
  MlCell *cell = find_cell (self, holder);
  guint32 source = ML_SLOT_INDEX (from);
  guint32 target = ML_SLOT_INDEX (to);
  MlSlots *region;

  g_return_if_fail (cell != NULL);

  if (n == 0)
    return;

  region = &cell->thing.regions[ML_SLOT_REGION (from)];
  slots_grow (region, MAX (source, target) + n);
  memmove (region->slots + target, region->slots + source, n * sizeof (MlSerial));

  if (target > source)
    memset (region->slots + source, 0, MIN (n, target - source) * sizeof (MlSerial));
  else
    memset (
        region->slots + MAX (source, target + n), 0, MIN (n, source - target) * sizeof (MlSerial));

  slots_trim (region);
}

static void
permute (MlState *self, MlSerial holder, const guint32 *order, guint32 n, gboolean back)
{
  MlCell *cell = find_cell (self, holder);
  g_autofree MlSerial *before = NULL;
  MlSlots *region;

  g_return_if_fail (cell != NULL);

  region = &cell->thing.regions[ML_REGION_ITEM];
  slots_grow (region, n);
  before = g_memdup2 (region->slots, n * sizeof (MlSerial));

  for (guint32 i = 0; i < n; i++)
    {
      if (back)
        region->slots[order[i]] = before[i];
      else
        region->slots[i] = before[order[i]];
    }

  slots_trim (region);
}

static void
resize (MlState *self, MlSerial serial, guint32 size, guint32 capacity)
{
  MlCell *cell = find_cell (self, serial);

  g_return_if_fail (cell != NULL);

  cell->thing.size = size;
  cell->thing.capacity = capacity;
}

static void
revalue (MlState *self, MlSerial serial, const MlValue *value)
{
  MlCell *cell = find_cell (self, serial);

  g_return_if_fail (cell != NULL);

  cell->thing.value = *value;
}

static void
retype (MlState *self, MlSerial serial, MlSerial type, guint32 shape)
{
  MlCell *cell = find_cell (self, serial);

  g_return_if_fail (cell != NULL);

  count_fields (self, &cell->thing, -1);
  cell->thing.shape = shape;
  count_fields (self, &cell->thing, +1);
  set_type (self, &cell->thing, type);
}

static void
push_frame (MlState *self, MlSerial frame)
{
  g_array_append_val (self->frames, frame);
}

static void
pop_frame (MlState *self)
{
  g_return_if_fail (self->frames->len > 0);

  g_array_set_size (self->frames, self->frames->len - 1);
}

static void
set_span (MlState *self, MlSerial frame, guint32 span)
{
  MlCell *cell = frame == 0 ? NULL : find_cell (self, frame);

  if (cell != NULL)
    cell->span = span;
}

MlState *
ml_state_new (void)
{
  MlState *self = g_new0 (MlState, 1);

  self->leaves = g_ptr_array_new_with_free_func (leaf_free);
  self->frames = g_array_new (FALSE, FALSE, sizeof (MlSerial));

  return self;
}

void
ml_state_free (MlState *self)
{
  g_clear_pointer (&self->shapes, ml_shapes_unref);
  g_ptr_array_unref (self->leaves);
  g_array_unref (self->frames);
  g_free (self);
}

void
ml_state_set_shapes (MlState *self, MlShapes *shapes)
{
  ml_shapes_ref (shapes);
  g_clear_pointer (&self->shapes, ml_shapes_unref);
  self->shapes = shapes;
}

static const guint32 *
get_order (const GArray *orders, const MlDelta *delta)
{
  return &g_array_index (orders, guint32, delta->permute.start);
}

void
ml_state_do (MlState *self, const MlDelta *delta, const GArray *orders)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      give_birth (self, delta->thing, &delta->traits);
      break;
    case ML_CHANGE_DEATH:
      take_life (self, delta->thing);
      break;
    case ML_CHANGE_SET:
      set_slot (self, delta->thing, delta->set.slot, delta->set.new);
      break;
    case ML_CHANGE_SHIFT:
      shift (self, delta->thing, delta->shift.from, delta->shift.to, delta->shift.n);
      break;
    case ML_CHANGE_PERMUTE:
      permute (self, delta->thing, get_order (orders, delta), delta->permute.n, FALSE);
      break;
    case ML_CHANGE_RESIZE:
      resize (self, delta->thing, delta->resize.new_size, delta->resize.new_capacity);
      break;
    case ML_CHANGE_REVALUE:
      revalue (self, delta->thing, &delta->revalue.new);
      break;
    case ML_CHANGE_RETYPE:
      retype (self, delta->thing, delta->retype.new_type, delta->retype.new_shape);
      break;
    case ML_CHANGE_ENTER:
      push_frame (self, delta->thing);
      break;
    case ML_CHANGE_LEAVE:
      pop_frame (self);
      break;
    case ML_CHANGE_OUTPUT:
      self->n_output++;
      break;
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      break;
    }
}

void
ml_state_undo (MlState *self, const MlDelta *delta, const GArray *orders)
{
  switch ((MlChangeType) delta->type)
    {
    case ML_CHANGE_BIRTH:
      take_life (self, delta->thing);
      break;
    case ML_CHANGE_DEATH:
      give_birth (self, delta->thing, &delta->traits);
      break;
    case ML_CHANGE_SET:
      set_slot (self, delta->thing, delta->set.slot, delta->set.old);
      break;
    case ML_CHANGE_SHIFT:
      shift (self, delta->thing, delta->shift.to, delta->shift.from, delta->shift.n);
      break;
    case ML_CHANGE_PERMUTE:
      permute (self, delta->thing, get_order (orders, delta), delta->permute.n, TRUE);
      break;
    case ML_CHANGE_RESIZE:
      resize (self, delta->thing, delta->resize.old_size, delta->resize.old_capacity);
      break;
    case ML_CHANGE_REVALUE:
      revalue (self, delta->thing, &delta->revalue.old);
      break;
    case ML_CHANGE_RETYPE:
      retype (self, delta->thing, delta->retype.old_type, delta->retype.old_shape);
      break;
    case ML_CHANGE_ENTER:
      pop_frame (self);
      break;
    case ML_CHANGE_LEAVE:
      push_frame (self, delta->thing);
      break;
    case ML_CHANGE_OUTPUT:
      self->n_output--;
      break;
    case ML_CHANGE_INPUT:
    case ML_CHANGE_REMARK:
      break;
    }
}

void
ml_state_do_step (MlState *self, const MlStepDelta *step)
{
  set_span (self, step->info.frame, step->span);
}

void
ml_state_undo_step (MlState *self, const MlStepDelta *step)
{
  set_span (self, step->info.frame, step->old_span);
}

const MlCell *
ml_state_get (MlState *self, MlSerial serial)
{
  return find_cell (self, serial);
}

static void
page_foreach (const Page *page, MlCellFunc func, gpointer user_data)
{
  for (guint i = 0; i < N_CELLS; i++)
    {
      if (page->cells[i] != NULL)
        func (page->cells[i], user_data);
    }
}

void
ml_state_foreach (MlState *self, MlCellFunc func, gpointer user_data)
{
  for (guint i = 0; i < self->leaves->len; i++)
    {
      const Leaf *leaf = g_ptr_array_index (self->leaves, i);

      for (guint j = 0; leaf != NULL && j < N_PAGES; j++)
        {
          if (leaf->pages[j] != NULL)
            page_foreach (leaf->pages[j], func, user_data);
        }
    }
}

const MlSerial *
ml_state_get_frames (const MlState *self, guint *n)
{
  *n = self->frames->len;

  return (const MlSerial *) self->frames->data;
}

guint
ml_state_get_n_output (const MlState *self)
{
  return self->n_output;
}
