/* ml-test-journal.c: little recordings made by hand */
#include "ml-test-journal.h"

#include <string.h>

#define FIRST_ADDRESS G_GUINT64_CONSTANT (0x7f0000001000)

static gint64
slot_key (MlSerial holder, MlSlot slot)
{
  return (gint64) holder << 32 | slot;
}

static MlSerial
get_held (const MlTestJournal *self, MlSerial holder, MlSlot slot)
{
  gint64 key = slot_key (holder, slot);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->held, &key));
}

static guint32
add_shape (MlTestJournal *self, const char *name, MlItems items, const char *const *fields)
{
  guint32 shape = ml_journal_add_shape (self->journal, name, items, fields, NULL);

  g_hash_table_insert (
      self->names, GUINT_TO_POINTER (shape), g_ptr_array_new_with_free_func (g_free));

  return shape;
}

static MlSlot
find_name (MlTestJournal *self, MlSerial holder, const char *name)
{
  gpointer shape = g_hash_table_lookup (self->shapes, GUINT_TO_POINTER (holder));
  GPtrArray *names = g_hash_table_lookup (self->names, shape);

  for (guint i = 0; i < names->len; i++)
    {
      if (strcmp (g_ptr_array_index (names, i), name) == 0)
        return ML_SLOT (ML_REGION_NAME, i);
    }

  g_ptr_array_add (names, g_strdup (name));
  ml_journal_add_shape_name (self->journal, GPOINTER_TO_UINT (shape), name);

  return ML_SLOT (ML_REGION_NAME, names->len - 1);
}

static guint32
guess_size (MlKind kind)
{
  switch (kind)
    {
    case ML_KIND_INT:
      return 28;
    case ML_KIND_LIST:
      return 56;
    case ML_KIND_DICT:
      return 64;
    default:
      return 48;
    }
}

static MlSerial
give_birth (MlTestJournal *self,
            MlKind kind,
            MlSerial type,
            guint32 shape,
            const MlValue *value,
            MlOrigin origin,
            MlThingFlags flags)
{
  MlSerial serial = ++self->last;
  MlBirth birth = {
    .serial = serial,
    .type = type,
    .shape = shape,
    .kind = kind,
    .origin = origin,
    .flags = flags,
    .address = FIRST_ADDRESS + serial * 64,
    .size = guess_size (kind),
  };

  if (value != NULL)
    birth.value = *value;

  ml_journal_birth (self->journal, &birth);
  g_hash_table_insert (self->shapes, GUINT_TO_POINTER (serial), GUINT_TO_POINTER (shape));

  return serial;
}

static MlValue
text_value (const char *text)
{
  return (MlValue){ .type = ML_VALUE_TEXT, .length = strlen (text), .text = text };
}

static MlSerial
add_builtin_class (MlTestJournal *self, const char *name, MlSerial base)
{
  static const char *const fields[] = { "base", NULL };
  MlSerial type = self->type != 0 ? self->type : self->last + 1;
  MlValue value = text_value (name);
  MlSerial serial = give_birth (self,
                                ML_KIND_BUILTIN_CLASS,
                                type,
                                add_shape (self, name, ML_ITEMS_NONE, fields),
                                &value,
                                ML_ORIGIN_BUILTIN,
                                ML_THING_IMMORTAL);

  if (base != 0)
    ml_test_journal_set (self, serial, ML_SLOT (ML_REGION_FIELD, 0), base);

  return serial;
}

static void
add_types (MlTestJournal *self)
{
  self->type = add_builtin_class (self, "type", 0);
  self->object = add_builtin_class (self, "object", 0);
  ml_test_journal_set (self, self->type, ML_SLOT (ML_REGION_FIELD, 0), self->object);
  self->int_type = add_builtin_class (self, "int", self->object);
  self->float_type = add_builtin_class (self, "float", self->object);
  self->str_type = add_builtin_class (self, "str", self->object);
  self->list_type = add_builtin_class (self, "list", self->object);
  self->tuple_type = add_builtin_class (self, "tuple", self->object);
  self->dict_type = add_builtin_class (self, "dict", self->object);
  self->set_type = add_builtin_class (self, "set", self->object);
  self->function_type = add_builtin_class (self, "function", self->object);
}

static void
add_shapes (MlTestJournal *self)
{
  static const char *const class_fields[] = { "base", NULL };
  static const char *const function_fields[] = { "code", "closure", NULL };
  static const char *const cell_fields[] = { "value", NULL };

  self->plain = add_shape (self, "int", ML_ITEMS_NONE, NULL);
  self->list = add_shape (self, "list", ML_ITEMS_SEQUENCE, NULL);
  self->tuple = add_shape (self, "tuple", ML_ITEMS_SEQUENCE, NULL);
  self->dict = add_shape (self, "dict", ML_ITEMS_PAIRS, NULL);
  self->set = add_shape (self, "set", ML_ITEMS_SET, NULL);
  self->class_shape = add_shape (self, "type", ML_ITEMS_NONE, class_fields);
  self->function = add_shape (self, "function", ML_ITEMS_NONE, function_fields);
  self->cell = add_shape (self, "cell", ML_ITEMS_NONE, cell_fields);
}

MlTestJournal *
ml_test_journal_new (const char *text)
{
  MlTestJournal *self = g_new0 (MlTestJournal, 1);

  self->journal = ml_journal_new (NULL, NULL);
  self->frames = g_array_new (FALSE, FALSE, sizeof (MlSerial));
  self->held = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->ints = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->shapes = g_hash_table_new (NULL, NULL);

  self->source = ml_journal_add_source (self->journal, "test.py", text);
  add_types (self);
  add_shapes (self);
  self->none = give_birth (
      self, ML_KIND_NONE, self->object, self->plain, NULL, ML_ORIGIN_SINGLETON, ML_THING_IMMORTAL);
  self->module = ml_test_journal_enter (self, "<module>");
  ml_journal_step (self->journal, ML_EVENT_START, 0, 0, NULL);

  return self;
}

void
ml_test_journal_free (MlTestJournal *self)
{
  ml_journal_free (self->journal);
  g_array_unref (self->frames);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->ints);
  g_hash_table_unref (self->shapes);
  g_free (self);
}

MlRecording *
ml_test_journal_end (MlTestJournal *self)
{
  ml_test_journal_event (self, ML_EVENT_RETURN, self->none, 1);

  return ml_journal_finish (self->journal);
}

MlStep
ml_test_journal_line (MlTestJournal *self, guint line)
{
  return ml_test_journal_event (self, ML_EVENT_LINE, 0, line);
}

MlStep
ml_test_journal_event (MlTestJournal *self, MlEvent event, MlSerial value, guint line)
{
  MlSpan span = { self->source, line, 0, line + 1, 0 };
  MlSerial frame = g_array_index (self->frames, MlSerial, self->frames->len - 1);

  return ml_journal_step (self->journal, event, frame, value, &span);
}

MlSerial
ml_test_journal_thing (MlTestJournal *self,
                       MlKind kind,
                       MlSerial type,
                       guint32 shape,
                       const MlValue *value)
{
  return give_birth (self, kind, type, shape, value, ML_ORIGIN_RUN, 0);
}

MlSerial
ml_test_journal_int (MlTestJournal *self, gint64 number)
{
  MlValue value = { .type = ML_VALUE_INT, .integer = number };
  MlSerial serial;

  if (number < -5 || number > 256)
    return ml_test_journal_thing (self, ML_KIND_INT, self->int_type, self->plain, &value);

  serial = GPOINTER_TO_UINT (g_hash_table_lookup (self->ints, &number));

  if (serial == 0)
    {
      serial = give_birth (self,
                           ML_KIND_INT,
                           self->int_type,
                           self->plain,
                           &value,
                           ML_ORIGIN_SMALL_INT,
                           ML_THING_IMMORTAL);
      g_hash_table_insert (
          self->ints, g_memdup2 (&number, sizeof number), GUINT_TO_POINTER (serial));
    }

  return serial;
}

MlSerial
ml_test_journal_str (MlTestJournal *self, const char *text)
{
  MlValue value = text_value (text);

  return ml_test_journal_thing (self, ML_KIND_STR, self->str_type, self->plain, &value);
}

MlSerial
ml_test_journal_list (MlTestJournal *self)
{
  return give_birth (
      self, ML_KIND_LIST, self->list_type, self->list, NULL, ML_ORIGIN_RUN, ML_THING_MUTABLE);
}

MlSerial
ml_test_journal_tuple (MlTestJournal *self)
{
  return ml_test_journal_thing (self, ML_KIND_TUPLE, self->tuple_type, self->tuple, NULL);
}

MlSerial
ml_test_journal_dict (MlTestJournal *self)
{
  return give_birth (
      self, ML_KIND_DICT, self->dict_type, self->dict, NULL, ML_ORIGIN_RUN, ML_THING_MUTABLE);
}

MlSerial
ml_test_journal_class (MlTestJournal *self, const char *name, MlSerial base)
{
  static const char *const fields[] = { "base", NULL };
  MlValue value = text_value (name);
  MlSerial class = ml_test_journal_thing (
      self, ML_KIND_CLASS, self->type, add_shape (self, name, ML_ITEMS_NONE, fields), &value);

  ml_test_journal_set (self, class, ML_SLOT (ML_REGION_FIELD, 0), base == 0 ? self->object : base);

  return class;
}

MlSerial
ml_test_journal_instance (MlTestJournal *self, MlSerial class)
{
  return ml_test_journal_thing (
      self, ML_KIND_INSTANCE, class, add_shape (self, "instance", ML_ITEMS_NONE, NULL), NULL);
}

MlSerial
ml_test_journal_enter (MlTestJournal *self, const char *name)
{
  MlSerial frame = ml_test_journal_thing (
      self, ML_KIND_FRAME, 0, add_shape (self, name, ML_ITEMS_NONE, NULL), NULL);

  ml_journal_enter (self->journal, frame);
  g_array_append_val (self->frames, frame);

  return frame;
}

void
ml_test_journal_leave (MlTestJournal *self)
{
  MlSerial frame = g_array_index (self->frames, MlSerial, self->frames->len - 1);

  g_array_set_size (self->frames, self->frames->len - 1);
  ml_journal_leave (self->journal, frame);
  ml_journal_death (self->journal, frame);
}

void
ml_test_journal_set (MlTestJournal *self, MlSerial holder, MlSlot slot, MlSerial target)
{
  gint64 key = slot_key (holder, slot);

  ml_journal_set (self->journal, holder, slot, get_held (self, holder, slot), target);
  g_hash_table_insert (self->held, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (target));
}

void
ml_test_journal_bind (MlTestJournal *self, MlSerial holder, const char *name, MlSerial target)
{
  ml_test_journal_set (self, holder, find_name (self, holder, name), target);
}

void
ml_test_journal_unbind (MlTestJournal *self, MlSerial holder, const char *name)
{
  ml_test_journal_bind (self, holder, name, 0);
}

void
ml_test_journal_append (MlTestJournal *self, MlSerial list, MlSerial target)
{
  guint index = 0;

  while (get_held (self, list, ML_SLOT (ML_REGION_ITEM, index)) != 0)
    index++;

  ml_test_journal_set (self, list, ML_SLOT (ML_REGION_ITEM, index), target);
}

static void
empty_region (MlTestJournal *self, MlSerial thing, MlRegion region)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->held);

  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      MlSlot slot = (MlSlot) * (gint64 *) key;

      if (*(gint64 *) key >> 32 == thing && ML_SLOT_REGION (slot) == region)
        n = MAX (n, ML_SLOT_INDEX (slot) + 1);
    }

  for (; n > 0; n--)
    {
      if (get_held (self, thing, ML_SLOT (region, n - 1)) != 0)
        ml_test_journal_set (self, thing, ML_SLOT (region, n - 1), 0);
    }
}

void
ml_test_journal_death (MlTestJournal *self, MlSerial thing)
{
  for (guint region = ML_REGION_FIELD; region < ML_N_REGIONS; region++)
    empty_region (self, thing, region);

  ml_journal_death (self->journal, thing);
}

void
ml_test_journal_print (MlTestJournal *self, const char *text)
{
  ml_journal_output (self->journal, 1, text, strlen (text));
}

MlRecording *
ml_test_recording_labels (void)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = [1, 2, 3]\ny = x\ndel y\ndel x\n");
  MlSerial list;

  ml_test_journal_line (test, 1);
  list = ml_test_journal_list (test);

  for (int i = 1; i <= 3; i++)
    ml_test_journal_append (test, list, ml_test_journal_int (test, i));

  ml_test_journal_bind (test, test->module, "x", list);
  ml_test_journal_line (test, 2);
  ml_test_journal_bind (test, test->module, "y", list);
  ml_test_journal_line (test, 3);
  ml_test_journal_unbind (test, test->module, "y");
  ml_test_journal_line (test, 4);
  ml_test_journal_unbind (test, test->module, "x");
  ml_test_journal_death (test, list);

  return ml_test_journal_end (test);
}

MlRecording *
ml_test_recording_classes (void)
{
  g_autoptr (MlTestJournal) test = ml_test_journal_new ("class Animal: pass\n"
                                                        "class Dog(Animal): pass\n"
                                                        "d = Dog()\n"
                                                        "d.name = 'Rex'\n"
                                                        "d.friend = d\n"
                                                        "del d\n");
  MlSerial animal;
  MlSerial dog;
  MlSerial d;

  ml_test_journal_line (test, 1);
  animal = ml_test_journal_class (test, "Animal", 0);
  ml_test_journal_bind (test, test->module, "Animal", animal);
  ml_test_journal_line (test, 2);
  dog = ml_test_journal_class (test, "Dog", animal);
  ml_test_journal_bind (test, test->module, "Dog", dog);
  ml_test_journal_line (test, 3);
  d = ml_test_journal_instance (test, dog);
  ml_test_journal_bind (test, test->module, "d", d);
  ml_test_journal_line (test, 4);
  ml_test_journal_bind (test, d, "name", ml_test_journal_str (test, "Rex"));
  ml_test_journal_line (test, 5);
  ml_test_journal_bind (test, d, "friend", d);
  ml_test_journal_line (test, 6);
  ml_test_journal_unbind (test, test->module, "d");

  return ml_test_journal_end (test);
}

MlRecording *
ml_test_recording_call (void)
{
  g_autoptr (MlTestJournal) test =
      ml_test_journal_new ("def area(w):\n    return w\na = area(7)\n");
  MlValue name = text_value ("area");
  MlSerial seven = ml_test_journal_int (test, 7);
  MlSerial function;
  MlSerial frame;

  ml_test_journal_line (test, 1);
  function =
      ml_test_journal_thing (test, ML_KIND_FUNCTION, test->function_type, test->function, &name);
  ml_test_journal_bind (test, test->module, "area", function);
  ml_test_journal_line (test, 3);
  ml_test_journal_set (test, test->module, ML_SLOT (ML_REGION_STACK, 0), function);
  frame = ml_test_journal_enter (test, "area");
  ml_test_journal_bind (test, frame, "w", seven);
  ml_test_journal_event (test, ML_EVENT_CALL, 0, 1);
  ml_test_journal_line (test, 2);
  ml_test_journal_event (test, ML_EVENT_RETURN, seven, 2);
  ml_test_journal_unbind (test, frame, "w");
  ml_test_journal_leave (test);
  ml_test_journal_set (test, test->module, ML_SLOT (ML_REGION_STACK, 0), 0);
  ml_test_journal_bind (test, test->module, "a", seven);

  return ml_test_journal_end (test);
}
