/* ml-iterators.h: the iterators that belong to no one container, and those that wrap others
 *
 * iter(sequence) by __getitem__, iter(callable, sentinel), reversed (ml-iterators.c); enumerate and
 * zip, which give one result tuple again and again while nobody else holds it (ml-zip.c); map and
 * filter (ml-map.c). Each holds its sources exactly as long as CPython's does.
 *
 * What an iterator holds is ML_REGION_FIELD.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

extern const MlTypeSpec ml_sequence_iterator_spec;
extern const MlTypeSpec ml_callable_iterator_spec;
extern const MlTypeSpec ml_enumerate_spec;
extern const MlTypeSpec ml_zip_spec;
extern const MlTypeSpec ml_map_spec;
extern const MlTypeSpec ml_filter_spec;
extern const MlTypeSpec ml_reversed_spec;

/* Asks @sequence for items 0, 1, 2, ... until IndexError. */
MlObject *ml_sequence_iterator_new (MlHeap   *heap,
                                    MlObject *sequence);

/* Calls @callable until it returns what equals @sentinel. */
MlObject *ml_callable_iterator_new (MlHeap   *heap,
                                    MlObject *callable,
                                    MlObject *sentinel);

/* For an iterator's iterate slot: @self again. */
MlObject *ml_iterate_self          (MlHeap   *heap,
                                    MlObject *self);

G_END_DECLS
