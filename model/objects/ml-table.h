/* ml-table.h: the ordered hash table of a dict
 *
 * Entries stand in the order of insertion; a separate index of small numbers, 2^n of them, finds
 * the entry of a hash. Sizes, growth and probing are CPython's, so __eq__ is called as often and in
 * the same order, and sys.getsizeof is right.
 *
 * A table is plain memory: it owns no references and knows neither journal nor counts; its dict
 * sees to that. Only the look-up of a str is here, as it cannot call back.
 */
#pragma once

#include "ml-world.h"

G_BEGIN_DECLS

typedef struct
{
  MlObject *key;    /* NULL: deleted */
  MlObject *value;
  gint64    hash;
} MlTableEntry;

typedef struct
{
  guint8        log2_size;   /* of the index */
  guint8        only_str;    /* every key so far was a plain str */
  guint32       version;     /* see ml_dict_get_keys_version(); 0: none given */
  guint32       usable;      /* entries that still fit */
  guint32       n_entries;   /* used ones, with those deleted since */
  gpointer      index;       /* of gint8, gint16 or gint32; behind the entries */
  MlTableEntry  entries[];
} MlTable;

enum
{
  ML_TABLE_EMPTY   = -1,
  ML_TABLE_DELETED = -2
};

/* What every empty dict points to; nothing fits into it. */
extern MlTable ml_table_empty;

/* NULL with MemoryError. */
MlTable *ml_table_new           (MlHeap        *heap,
                                 guint          log2_size,
                                 gboolean       only_str);
void     ml_table_free          (MlHeap        *heap,
                                 MlTable       *self);

/* The log2_size of an index of at least @n places, and that into which @n entries fit, as CPython
 * estimates them. */
guint    ml_table_round         (gsize          n);
guint    ml_table_estimate      (gsize          n);

/* The number of the entry of a plain str, or -1. */
gssize   ml_table_find_str      (MlTable       *self,
                                 MlObject      *key,
                                 gint64         hash);

/* Probing, for who must compare keys himself: begin, then as long as the number is not
 * ML_TABLE_EMPTY, next. */
typedef struct
{
  gsize   place;   /* in the index */
  guint64 perturb;
} MlProbe;

gssize   ml_table_probe_begin   (const MlTable *self,
                                 MlProbe       *probe,
                                 gint64         hash);
gssize   ml_table_probe_next    (const MlTable *self,
                                 MlProbe       *probe);

/* Adds an entry behind the others, whose key must not be there; it must fit. Returns its number. */
gsize    ml_table_append        (MlTable       *self,
                                 MlObject      *key,
                                 gint64         hash,
                                 MlObject      *value);

/* Forgets entry @number in the index, and its key and value. */
void     ml_table_remove        (MlTable       *self,
                                 gsize          number);

/* Moves the living entries of @from to the empty @to, in order, without holes. */
void     ml_table_move          (MlTable       *to,
                                 const MlTable *from);

/* Bytes as sys.getsizeof counts them. */
gsize    ml_table_get_size      (const MlTable *self);

G_END_DECLS
