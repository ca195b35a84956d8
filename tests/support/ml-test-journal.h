/* ml-test-journal.h: little recordings made by hand
 *
 * For tests of whatever reads recordings: no interpreter is needed. A test journal knows the
 * built-in types that small examples use, gives serials, addresses and sizes, and remembers what
 * each slot holds, so that a test says only what happens:
 *
 *   g_autoptr (MlTestJournal) test = ml_test_journal_new ("x = []\ny = x\n");
 *   MlSerial list;
 *
 *   ml_test_journal_line (test, 1);
 *   list = ml_test_journal_list (test);
 *   ml_test_journal_bind (test, test->module, "x", list);
 *   ml_test_journal_line (test, 2);
 *   ml_test_journal_bind (test, test->module, "y", list);
 *   recording = ml_test_journal_end (test);
 *
 * Step 0 is made by ml_test_journal_new(), with the module's frame on the stack and nothing bound.
 */
#pragma once

#include "ml-journal.h"
#include "ml-memory.h"

G_BEGIN_DECLS

typedef struct
{
  MlJournal  *journal;    /* to tell it more than is offered here */
  guint32     source;
  MlSerial    module;     /* the module's frame */

  /* Immortal. */
  MlSerial    type, object, none, int_type, float_type, str_type, list_type, tuple_type,
              dict_type, set_type, function_type;
  /* Of things whose shape is always the same. */
  guint32     plain, list, tuple, dict, set, class_shape, function, cell;

  /* Private. */
  MlSerial    last;
  GArray     *frames;
  GHashTable *held;       /* slot of a thing: what it holds */
  GHashTable *names;      /* shape: GPtrArray of its names */
  GHashTable *ints;       /* the small ones that were made */
  GHashTable *shapes;     /* thing: shape */
} MlTestJournal;

/* @text is the source, called "test.py". */
MlTestJournal *ml_test_journal_new       (const char      *text);
void           ml_test_journal_free      (MlTestJournal   *self);

/* Makes the last step, and returns the recording; more may follow. (transfer full) */
MlRecording   *ml_test_journal_end       (MlTestJournal   *self);

/* A step: about to run @line of the newest frame, or what else @event says. */
MlStep         ml_test_journal_line      (MlTestJournal   *self,
                                          guint            line);
MlStep         ml_test_journal_event     (MlTestJournal   *self,
                                          MlEvent          event,
                                          MlSerial         value,
                                          guint            line);

/* Births. Nothing holds what is born. Small ints are immortal, and made once. */
MlSerial       ml_test_journal_thing     (MlTestJournal   *self,
                                          MlKind           kind,
                                          MlSerial         type,
                                          guint32          shape,
                                          const MlValue   *value);
MlSerial       ml_test_journal_int       (MlTestJournal   *self,
                                          gint64           number);
MlSerial       ml_test_journal_str       (MlTestJournal   *self,
                                          const char      *text);
MlSerial       ml_test_journal_list      (MlTestJournal   *self);
MlSerial       ml_test_journal_tuple     (MlTestJournal   *self);
MlSerial       ml_test_journal_dict      (MlTestJournal   *self);

/* A class with one base, 0 for object; and an object of it. */
MlSerial       ml_test_journal_class     (MlTestJournal   *self,
                                          const char      *name,
                                          MlSerial         base);
MlSerial       ml_test_journal_instance  (MlTestJournal   *self,
                                          MlSerial         class);

/* A frame, which becomes the newest; and the end of the newest, which must hold nothing. */
MlSerial       ml_test_journal_enter     (MlTestJournal   *self,
                                          const char      *name);
void           ml_test_journal_leave     (MlTestJournal   *self);

/* Puts @target, or nothing if it is 0, into a slot, whatever stands there. */
void           ml_test_journal_set       (MlTestJournal   *self,
                                          MlSerial         holder,
                                          MlSlot           slot,
                                          MlSerial         target);

/* The same for a local of a frame or an attribute of an object or class, which is added if it is
 * new. */
void           ml_test_journal_bind      (MlTestJournal   *self,
                                          MlSerial         holder,
                                          const char      *name,
                                          MlSerial         target);
void           ml_test_journal_unbind    (MlTestJournal   *self,
                                          MlSerial         holder,
                                          const char      *name);

/* Puts @target behind the other items. */
void           ml_test_journal_append    (MlTestJournal   *self,
                                          MlSerial         list,
                                          MlSerial         target);

/* Lets go of all that @thing holds, and ends it. What it held stays. */
void           ml_test_journal_death     (MlTestJournal   *self,
                                          MlSerial         thing);
void           ml_test_journal_print     (MlTestJournal   *self,
                                          const char      *text);

/* x = [1, 2, 3]; y = x; del y; del x: the list dies at the last step. */
MlRecording   *ml_test_recording_labels  (void);

/* class Animal, class Dog (Animal), d = Dog (); d.name = 'Rex'; d.friend = d; del d: d is garbage
 * at the last step. */
MlRecording   *ml_test_recording_classes (void);

/* def area (w): return w; a = area (7): a call and its return. */
MlRecording   *ml_test_recording_call    (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlTestJournal, ml_test_journal_free)

G_END_DECLS
