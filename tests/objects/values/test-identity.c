/* test-identity.c: which values are one object, and what happens where memory ends */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ml-bytes.h"
#include "ml-exception.h"
#include "ml-float.h"
#include "ml-int-math.h"
#include "ml-operations.h"
#include "ml-str.h"

#define LIMIT (16 * 1024 * 1024)

static MlHeap *
make_heap (const char *version)
{
  MlHeap *heap = ml_heap_new ();

  ml_world_init (heap, ml_rules_find (version));

  return heap;
}

static void
free_heap (MlHeap *heap)
{
  MlWorld *world = heap->world;

  assert_null (heap->raised);
  assert_int_equal (ml_heap_check (heap, NULL), 0);
  ml_heap_free (heap);
  ml_world_free (world);
}

static int
set_up (void **state)
{
  *state = make_heap (ML_RULES_DEFAULT_VERSION);

  return 0;
}

static int
tear_down (void **state)
{
  free_heap (*state);

  return 0;
}

static void
assert_raised (MlHeap *heap, gconstpointer result, const MlType *type)
{
  assert_null (result);
  assert_true (ml_raised_is (heap, type));
  ml_clear_raised (heap);
}

/* Ints */

static void
test_small_ints (void **state)
{
  MlHeap *heap = *state;
  MlObject *great;

  assert_ptr_equal (ml_int_new (heap, 256),
                    ml_int_add (heap, ml_int_new (heap, 255), ml_int_new (heap, 1)));
  assert_ptr_equal (ml_int_new (heap, -5), ml_int_from_text (heap, "-5", -1, 10));
  assert_true (ml_object_is_immortal (ml_int_new (heap, -5)));

  great = ml_int_new (heap, 257);
  assert_int_equal (great->count, 1);
  ml_unref (heap, great);

  great = ml_int_new (heap, -6);
  assert_int_equal (great->count, 1);
  ml_unref (heap, great);
}

static void
test_small_ints_of_later_rules (void **state)
{
  MlHeap *heap = make_heap ("3.15");

  assert_ptr_equal (ml_int_new (heap, 1024), ml_int_new (heap, 1024));
  assert_null (ml_rules_find ("2.7"));
  free_heap (heap);
}

static void
test_results_are_new (void **state)
{
  MlHeap *heap = *state;
  MlObject *x = ml_int_new (heap, 1000);
  MlObject *sum = ml_int_add (heap, x, ml_int_new (heap, 0));
  MlObject *same = ml_unary (heap, ML_POSITIVE, x);

  assert_ptr_not_equal (sum, x);
  assert_ptr_equal (same, x);
  assert_int_equal (x->count, 2);

  ml_unref (heap, sum);
  ml_unref (heap, same);
  ml_unref (heap, x);
}

static void
test_words_and_limbs (void **state)
{
  MlHeap *heap = *state;
  MlObject *one = ml_int_new (heap, 1);
  MlObject *last = ml_int_new (heap, G_MAXINT64);
  MlObject *over = ml_int_add (heap, last, one);
  MlObject *back = ml_int_subtract (heap, over, one);
  gint64 word;

  assert_false (ml_int_is_word (over));
  assert_false (ml_int_fits (over, &word));
  assert_true (ml_int_fits (back, &word));
  assert_int_equal (word, G_MAXINT64);
  assert_int_equal (ml_int_order (over, last), 1);

  ml_unref (heap, back);
  ml_unref (heap, over);
  ml_unref (heap, last);
}

/* Strs */

static void
test_shared_strs (void **state)
{
  MlHeap *heap = *state;
  MlObject *text = ml_str_from_utf8 (heap, "h\xc3\xa9\xe2\x82\xac", -1);
  MlObject *euro = ml_str_slice (heap, text, 2, 3);
  MlObject *digit;

  assert_ptr_equal (ml_str_slice (heap, text, 0, 1), ml_str_from_ascii (heap, "h", 1));
  assert_ptr_equal (ml_str_slice (heap, text, 1, 2), ml_str_from_character (heap, 0xe9));
  assert_ptr_equal (ml_str_slice (heap, text, 2, 2), heap->world->empty_str);
  assert_int_equal (euro->count, 1);

  digit = ml_int_to_str (heap, ml_int_new (heap, 7));
  assert_ptr_not_equal (digit, ml_str_from_character (heap, '7'));
  assert_true (ml_str_equal (digit, ml_str_from_character (heap, '7')));

  ml_unref (heap, digit);
  ml_unref (heap, euro);
  ml_unref (heap, text);
}

static void
test_interning_is_mortal (void **state)
{
  MlHeap *heap = *state;
  MlObject *first = ml_str_intern (heap, ml_str_from_ascii (heap, "spam eggs", -1));
  MlObject *second = ml_str_intern (heap, ml_str_from_ascii (heap, "spam eggs", -1));
  guint n = g_hash_table_size (heap->world->interned);

  assert_ptr_equal (first, second);
  assert_int_equal (first->count, 2);

  ml_unref (heap, first);
  ml_unref (heap, second);
  assert_int_equal (g_hash_table_size (heap->world->interned), n - 1);
}

static void
test_names_are_for_ever (void **state)
{
  MlHeap *heap = *state;
  MlObject *name = ml_name_from_utf8 (heap, "spam", -1);
  MlObject *literal = ml_intern_literal (heap, ml_str_from_ascii (heap, "spam", -1));
  MlObject *other = ml_intern_literal (heap, ml_str_from_ascii (heap, "two words", -1));

  assert_true (ml_object_is_immortal (name));
  assert_ptr_equal (literal, name);
  assert_ptr_equal (ml_name_from_utf8 (heap, "__init__", -1), ml_name (heap, __init__));
  assert_false ((other->flags & ML_OBJECT_INTERNED) != 0);
  ml_unref (heap, other);
}

static void
test_append (void **state)
{
  MlHeap *heap = *state;
  MlObject *tail = ml_str_from_ascii (heap, "cd", -1);
  MlObject *text = ml_str_from_ascii (heap, "ab", -1);
  MlObject *shared, *longer;

  for (guint i = 0; i < 100; i++)
    text = ml_str_append (heap, text, tail);

  assert_int_equal (ml_str_get_length (text), 202);
  assert_int_equal (ml_str_read (text, 201), 'd');

  /* Somebody else sees it, so it must stay as it is. */
  shared = ml_ref (text);
  longer = ml_str_append (heap, text, tail);
  assert_ptr_not_equal (longer, shared);
  assert_int_equal (ml_str_get_length (shared), 202);

  ml_unref (heap, longer);
  ml_unref (heap, shared);
  ml_unref (heap, tail);
}

static void
test_width (void **state)
{
  MlHeap *heap = *state;
  MlObject *wide = ml_str_from_utf8 (heap, "ab\xf0\x9f\x98\x80", -1);
  MlObject *narrow = ml_str_slice (heap, wide, 0, 2);
  MlObject *both = ml_str_concat (heap, narrow, wide);

  assert_int_equal (ml_str_get_width (wide), 4);
  assert_int_equal (ml_str_get_width (narrow), 1);
  assert_true (ml_str_is_ascii (narrow));
  assert_true (ml_str_equal_utf8 (both, "abab\xf0\x9f\x98\x80"));
  assert_string_equal (ml_str_get_utf8 (both, NULL), "abab\xf0\x9f\x98\x80");

  ml_unref (heap, both);
  ml_unref (heap, narrow);
  ml_unref (heap, wide);
}

static void
test_single_bytes (void **state)
{
  MlHeap *heap = *state;

  assert_ptr_equal (ml_bytes_new (heap, (const guint8 *) "A", 1),
                    ml_bytes_new (heap, (const guint8 *) "A", 1));
  assert_ptr_equal (ml_bytes_new (heap, NULL, 0), heap->world->empty_bytes);
}

/* Limits */

static void
test_huge_results_are_refused (void **state)
{
  MlHeap *heap = *state;
  MlType *memory_error = heap->world->memory_error;
  MlObject *exponent = ml_int_new (heap, G_GINT64_CONSTANT (100000000000));
  MlObject *x = ml_str_from_character (heap, 'x');

  heap->byte_limit = heap->bytes + LIMIT;

  assert_raised (heap, ml_int_power (heap, ml_int_new (heap, 10), exponent), memory_error);
  assert_raised (heap, ml_int_shift_left (heap, ml_int_new (heap, 1), exponent), memory_error);
  assert_raised (heap, ml_binary (heap, ML_MULTIPLY, x, exponent), memory_error);

  heap->byte_limit = G_MAXSIZE;
  ml_unref (heap, exponent);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_small_ints, set_up, tear_down),
    cmocka_unit_test (test_small_ints_of_later_rules),
    cmocka_unit_test_setup_teardown (test_results_are_new, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_words_and_limbs, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_shared_strs, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_interning_is_mortal, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_names_are_for_ever, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_append, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_width, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_single_bytes, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_huge_results_are_refused, set_up, tear_down),
  };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
