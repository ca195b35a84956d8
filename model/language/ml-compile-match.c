/* ml-compile-match.c: match statements
 *
 * A pattern takes its subject off the stack. What it captures stays on the stack until the whole
 * pattern has matched, then all names are bound. When a part fails, what lies on the stack by then
 * is dropped: there is one place to jump to for each number of items, the one for n items in front
 * of the one for n - 1.
 */

#include "ml-compile-private.h"

#include "ml-compile-check.h"
#include "ml-int.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

typedef struct
{
  GPtrArray *names;          /* captured so far; their values lie below what is on top */
  GArray *failures;          /* MlLabel: to jump to with so many items to drop */
  guint on_top;              /* items on the stack that are needed still */
  gboolean may_always_match; /* a pattern that cannot fail may stand here */
} MlPatternState;

static void compile_pattern (MlCompiler *self, const MlNode *node, MlPatternState *state);

static void
state_init (MlPatternState *state, gboolean may_always_match)
{
  state->names = g_ptr_array_new ();
  state->failures = g_array_new (FALSE, FALSE, sizeof (MlLabel));
  state->on_top = 0;
  state->may_always_match = may_always_match;
}

static void
state_clear (MlPatternState *state)
{
  g_ptr_array_unref (state->names);
  g_array_unref (state->failures);
}

static gboolean
is_wildcard (const MlNode *node)
{
  return node->kind == ML_NODE_MATCH_AS && node->match_as.name == NULL;
}

static gboolean
is_star_wildcard (const MlNode *node)
{
  return node->kind == ML_NODE_MATCH_STAR && node->match_star.name == NULL;
}

/* Failing */

static MlLabel
get_failure (MlCompiler *self, MlPatternState *state, guint n_items)
{
  while (state->failures->len <= n_items)
    {
      MlLabel label = ml_new_label (self);

      g_array_append_val (state->failures, label);
    }

  return g_array_index (state->failures, MlLabel, n_items);
}

static void
emit_failure (MlCompiler *self, MlLocation location, MlPatternState *state, int jump)
{
  MlLabel label = get_failure (self, state, state->on_top + state->names->len);

  ml_emit (self, location, jump, label);
}

static void
place_failures (MlCompiler *self, MlLocation location, MlPatternState *state)
{
  for (guint i = state->failures->len; i-- > 0;)
    {
      ml_use_label (self, g_array_index (state->failures, MlLabel, i));
      if (i > 0)
        ml_emit (self, location, ML_OP_POP_TOP, 0);
    }

  g_array_set_size (state->failures, 0);
}

/* Capturing */

/* Moves the top below the next @count - 1 items. */
static void
emit_rotation (MlCompiler *self, MlLocation location, guint count)
{
  for (; count > 1; count--)
    ml_emit (self, location, ML_OP_SWAP, count);
}

static void
add_capture (MlCompiler *self, const MlNode *node, const char *name, MlPatternState *state)
{
  if (g_ptr_array_find (state->names, name, NULL))
    ml_compiler_fail (self, node, "multiple assignments to name '%s' in pattern", name);

  g_ptr_array_add (state->names, (gpointer) name);
}

static void
compile_capture (MlCompiler *self, const MlNode *node, const char *name, MlPatternState *state)
{
  MlLocation location = ml_node_get_location (node);

  if (name == NULL)
    {
      ml_emit (self, location, ML_OP_POP_TOP, 0);
      return;
    }

  ml_check_name (self, node, name, ML_CONTEXT_STORE);
  emit_rotation (self, location, state->on_top + state->names->len + 1);
  add_capture (self, node, name, state);
}

/* Patterns */

static void
compile_inner_pattern (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  gboolean may_always_match = state->may_always_match;

  state->may_always_match = TRUE;
  compile_pattern (self, node, state);
  state->may_always_match = may_always_match;
}

static void
compile_as (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  const char *name = node->match_as.name;

  if (node->match_as.pattern == NULL)
    {
      if (!state->may_always_match && name != NULL)
        ml_compiler_fail (
            self, node, "name capture '%s' makes remaining patterns unreachable", name);
      else if (!state->may_always_match)
        ml_compiler_fail (self, node, "wildcard makes remaining patterns unreachable");

      compile_capture (self, node, name, state);
      return;
    }

  state->on_top++;
  ml_emit (self, ml_node_get_location (node), ML_OP_COPY, 1);
  compile_pattern (self, node->match_as.pattern, state);
  state->on_top--;
  compile_capture (self, node, name, state);
}

static void
emit_number (MlCompiler *self, MlLocation location, gint64 number)
{
  ml_emit_constant (self, location, ml_int_new (self->heap, number));
}

/* Goes on if len(subject) compares so with @length. */
static void
emit_length_check (MlCompiler *self,
                   MlLocation location,
                   MlPatternState *state,
                   int comparison,
                   gint64 length)
{
  ml_emit (self, location, ML_OP_GET_LEN, 0);
  emit_number (self, location, length);
  ml_emit (self, location, ML_OP_COMPARE_OP, comparison);
  emit_failure (self, location, state, ML_OP_POP_JUMP_IF_FALSE);
}

#define EQUAL (ML_COMPARE_ARG (ML_EQUAL) | 8)
#define GREATER_EQUAL (ML_COMPARE_ARG (ML_GREATER_EQUAL) | 4 | 8)

static void
compile_unpacked_items (MlCompiler *self,
                        MlLocation location,
                        const MlNodeList *patterns,
                        int star,
                        MlPatternState *state)
{
  if (star >= 0)
    ml_emit (self, location, ML_OP_UNPACK_EX, star + ((patterns->length - star - 1) << 8));
  else
    ml_emit (self, location, ML_OP_UNPACK_SEQUENCE, patterns->length);

  state->on_top += patterns->length;
  for (guint i = 0; i < patterns->length; i++)
    {
      state->on_top--;
      compile_inner_pattern (self, patterns->items[i], state);
    }
}

/* With `*_` among them, items are taken one by one: nothing is copied for the star. */
static void
compile_indexed_items (MlCompiler *self,
                       MlLocation location,
                       const MlNodeList *patterns,
                       int star,
                       MlPatternState *state)
{
  state->on_top++;

  for (int i = 0; i < (int) patterns->length; i++)
    {
      if (i == star || is_wildcard (patterns->items[i]))
        continue;

      ml_emit (self, location, ML_OP_COPY, 1);
      if (i < star)
        emit_number (self, location, i);
      else
        {
          ml_emit (self, location, ML_OP_GET_LEN, 0);
          emit_number (self, location, patterns->length - i);
          ml_emit (self, location, ML_OP_BINARY_OP, ML_BINARY_ARG_SUBTRACT);
        }

      ml_emit (self, location, ML_OP_BINARY_SUBSCR, 0);
      compile_inner_pattern (self, patterns->items[i], state);
    }

  state->on_top--;
  ml_emit (self, location, ML_OP_POP_TOP, 0);
}

/* The index of the starred pattern, -1 if there is none; and whether all are wildcards. */
static int
find_star (MlCompiler *self,
           const MlNode *node,
           const MlNodeList *patterns,
           gboolean *only_wildcards)
{
  int star = -1;

  *only_wildcards = TRUE;
  for (guint i = 0; i < patterns->length; i++)
    {
      const MlNode *pattern = patterns->items[i];

      if (pattern->kind != ML_NODE_MATCH_STAR)
        {
          *only_wildcards &= is_wildcard (pattern);
          continue;
        }

      if (star >= 0)
        ml_compiler_fail (self, node, "multiple starred expressions in sequence pattern");
      *only_wildcards &= is_star_wildcard (pattern);
      star = i;
    }

  return star;
}

static void
compile_sequence (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  const MlNodeList *patterns = node->match_sequence.patterns;
  MlLocation location = ml_node_get_location (node);
  gboolean only_wildcards;
  int star = find_star (self, node, patterns, &only_wildcards);

  state->on_top++;
  ml_emit (self, location, ML_OP_MATCH_SEQUENCE, 0);
  emit_failure (self, location, state, ML_OP_POP_JUMP_IF_FALSE);

  if (star < 0)
    emit_length_check (self, location, state, EQUAL, patterns->length);
  else if (patterns->length > 1)
    emit_length_check (self, location, state, GREATER_EQUAL, patterns->length - 1);
  state->on_top--;

  if (only_wildcards)
    ml_emit (self, location, ML_OP_POP_TOP, 0);
  else if (star >= 0 && is_star_wildcard (patterns->items[star]))
    compile_indexed_items (self, location, patterns, star, state);
  else
    compile_unpacked_items (self, location, patterns, star, state);
}

static void
check_attributes (MlCompiler *self, const MlNameList *names, const MlNodeList *patterns)
{
  for (guint i = 0; i < names->length; i++)
    {
      ml_check_name (self, patterns->items[i], names->items[i], ML_CONTEXT_STORE);

      for (guint j = i + 1; j < names->length; j++)
        if (names->items[i] == names->items[j])
          ml_compiler_fail (self,
                            patterns->items[j],
                            "attribute name repeated in class pattern: %s",
                            names->items[j]);
    }
}

static void
emit_names (MlCompiler *self, MlLocation location, const MlNameList *names)
{
  MlObject *tuple = ml_tuple_new (self->heap, names->length);

  for (guint i = 0; tuple != NULL && i < names->length; i++)
    ml_tuple_fill (tuple, i, ml_name_from_utf8 (self->heap, names->items[i], -1));

  ml_emit_constant (self, location, tuple);
}

/* Goes on if what MATCH_CLASS or MATCH_KEYS gave is not None. */
static void
emit_none_check (MlCompiler *self, MlLocation location, MlPatternState *state)
{
  ml_emit (self, location, ML_OP_COPY, 1);
  ml_emit_none (self, location);
  ml_emit (self, location, ML_OP_IS_OP, 1);
  emit_failure (self, location, state, ML_OP_POP_JUMP_IF_FALSE);
}

static void
compile_class_pattern (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  const MlNodeList *patterns = node->match_class.patterns;
  const MlNodeList *keyword_patterns = node->match_class.kwd_patterns;
  guint n = patterns->length + keyword_patterns->length;
  MlLocation location = ml_node_get_location (node);

  check_attributes (self, node->match_class.kwd_attrs, keyword_patterns);
  ml_compile_expression (self, node->match_class.cls);
  emit_names (self, location, node->match_class.kwd_attrs);
  ml_emit (self, location, ML_OP_MATCH_CLASS, patterns->length);
  ml_emit (self, location, ML_OP_COPY, 1);
  ml_emit_none (self, location);
  ml_emit (self, location, ML_OP_IS_OP, 1);
  state->on_top++;
  emit_failure (self, location, state, ML_OP_POP_JUMP_IF_FALSE);

  ml_emit (self, location, ML_OP_UNPACK_SEQUENCE, n);
  state->on_top += n - 1;

  for (guint i = 0; i < n; i++)
    {
      const MlNode *pattern =
          i < patterns->length ? patterns->items[i] : keyword_patterns->items[i - patterns->length];

      state->on_top--;
      if (is_wildcard (pattern))
        ml_emit (self, location, ML_OP_POP_TOP, 0);
      else
        compile_inner_pattern (self, pattern, state);
    }
}

static void
check_key (MlCompiler *self, const MlNode *node, const MlNodeList *keys, guint index)
{
  const MlNode *key = keys->items[index];

  if (key->kind != ML_NODE_CONSTANT && key->kind != ML_NODE_ATTRIBUTE)
    {
      ml_compiler_fail (
          self, node, "mapping pattern keys may only match literals and attribute lookups");
      return;
    }

  for (guint i = 0; key->kind == ML_NODE_CONSTANT && i < index; i++)
    if (keys->items[i]->kind == ML_NODE_CONSTANT &&
        ml_compare_bool (
            self->heap, keys->items[i]->constant.value, key->constant.value, ML_EQUAL) == 1)
      {
        MlObject *text = ml_repr (self->heap, key->constant.value);

        if (text != NULL)
          ml_compiler_fail (self,
                            node,
                            "mapping pattern checks duplicate key (%s)",
                            ml_str_get_utf8 (text, NULL));
        ml_unref_any (self->heap, text);
        return;
      }
}

/* `**rest`: a copy of the mapping (below the keys) without what the keys name. */
static void
emit_rest (MlCompiler *self, MlLocation location, guint n_keys)
{
  ml_emit (self, location, ML_OP_BUILD_MAP, 0);
  ml_emit (self, location, ML_OP_SWAP, 3);
  ml_emit (self, location, ML_OP_DICT_UPDATE, 2);
  ml_emit (self, location, ML_OP_UNPACK_SEQUENCE, n_keys);

  for (guint i = n_keys; i > 0; i--)
    {
      ml_emit (self, location, ML_OP_COPY, 1 + i);
      ml_emit (self, location, ML_OP_SWAP, 2);
      ml_emit (self, location, ML_OP_DELETE_SUBSCR, 0);
    }
}

static void
compile_keys (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  const MlNodeList *keys = node->match_mapping.keys;
  const MlNodeList *patterns = node->match_mapping.patterns;
  MlLocation location = ml_node_get_location (node);

  for (guint i = 0; i < keys->length; i++)
    {
      check_key (self, node, keys, i);
      ml_compile_expression (self, keys->items[i]);
    }

  ml_emit (self, location, ML_OP_BUILD_TUPLE, keys->length);
  ml_emit (self, location, ML_OP_MATCH_KEYS, 0);
  state->on_top += 2;
  emit_none_check (self, location, state);

  ml_emit (self, location, ML_OP_UNPACK_SEQUENCE, keys->length);
  state->on_top += keys->length - 1;
  for (guint i = 0; i < keys->length; i++)
    {
      state->on_top--;
      compile_inner_pattern (self, patterns->items[i], state);
    }

  state->on_top -= 2;
}

static void
compile_mapping (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  guint n_keys = node->match_mapping.keys->length;
  const char *rest = node->match_mapping.rest;
  MlLocation location = ml_node_get_location (node);

  state->on_top++;
  ml_emit (self, location, ML_OP_MATCH_MAPPING, 0);
  emit_failure (self, location, state, ML_OP_POP_JUMP_IF_FALSE);

  if (n_keys == 0 && rest == NULL)
    {
      state->on_top--;
      ml_emit (self, location, ML_OP_POP_TOP, 0);
      return;
    }

  if (n_keys > 0)
    emit_length_check (self, location, state, GREATER_EQUAL, n_keys);

  compile_keys (self, node, state);

  if (rest != NULL)
    {
      emit_rest (self, location, n_keys);
      compile_capture (self, node, rest, state);
    }
  else
    {
      ml_emit (self, location, ML_OP_POP_TOP, 0);
      ml_emit (self, location, ML_OP_POP_TOP, 0);
    }
}

/* Brings what an alternative captured into the order of the first one's names. FALSE if the names
 * differ. */
static gboolean
reorder_captures (MlCompiler *self, MlLocation location, const GPtrArray *wanted, GPtrArray *names)
{
  if (names->len != wanted->len)
    return FALSE;

  for (guint i = names->len; i-- > 0;)
    {
      guint where, count;

      if (!g_ptr_array_find (names, wanted->pdata[i], &where))
        return FALSE;

      if (where == i)
        continue;

      count = where + 1;
      for (guint k = 0; k < count; k++)
        {
          gpointer first = g_ptr_array_remove_index (names, 0);

          g_ptr_array_insert (names, i, first);
          emit_rotation (self, location, i + 1);
        }
    }

  return TRUE;
}

/* Takes the alternatives' common names over, and their values to where captures lie. */
static void
adopt_captures (MlCompiler *self, const MlNode *node, const GPtrArray *names, MlPatternState *state)
{
  MlLocation location = ml_node_get_location (node);
  guint count = names->len + 1 + state->on_top + state->names->len;

  for (guint i = 0; i < names->len; i++)
    {
      emit_rotation (self, location, count);
      add_capture (self, node, names->pdata[i], state);
    }

  ml_emit (self, location, ML_OP_POP_TOP, 0);
}

static void
compile_alternatives (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  const MlNodeList *patterns = node->match_sequence.patterns;
  g_autoptr (GPtrArray) names = NULL;
  MlLabel end = ml_new_label (self);

  for (guint i = 0; i < patterns->length; i++)
    {
      MlLocation location = ml_node_get_location (patterns->items[i]);
      MlPatternState inner;

      state_init (&inner, i + 1 == patterns->length && state->may_always_match);
      ml_emit (self, location, ML_OP_COPY, 1);
      compile_pattern (self, patterns->items[i], &inner);

      if (i == 0)
        names = g_ptr_array_ref (inner.names);
      else if (!reorder_captures (self, location, names, inner.names))
        ml_compiler_fail (self, node, "alternative patterns bind different names");

      ml_emit (self, location, ML_OP_JUMP, end);
      place_failures (self, location, &inner);
      state_clear (&inner);
    }

  ml_emit (self, ml_node_get_location (node), ML_OP_POP_TOP, 0);
  emit_failure (self, ml_node_get_location (node), state, ML_OP_JUMP);
  ml_use_label (self, end);
  adopt_captures (self, node, names, state);
}

static void
compile_value (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  MlLocation location = ml_node_get_location (node);

  ml_compile_expression (self, node->match_value.value);
  ml_emit (self, location, ML_OP_COMPARE_OP, EQUAL);
  ml_emit (self, location, ML_OP_TO_BOOL, 0);
  emit_failure (self, location, state, ML_OP_POP_JUMP_IF_FALSE);
}

static void
compile_singleton (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  MlLocation location = ml_node_get_location (node);

  ml_emit_constant (self, location, ml_ref (node->match_singleton.value));
  ml_emit (self, location, ML_OP_IS_OP, 0);
  emit_failure (self, location, state, ML_OP_POP_JUMP_IF_FALSE);
}

static void
compile_pattern (MlCompiler *self, const MlNode *node, MlPatternState *state)
{
  switch (node->kind)
    {
    case ML_NODE_MATCH_VALUE:
      compile_value (self, node, state);
      break;

    case ML_NODE_MATCH_SINGLETON:
      compile_singleton (self, node, state);
      break;

    case ML_NODE_MATCH_SEQUENCE:
      compile_sequence (self, node, state);
      break;

    case ML_NODE_MATCH_MAPPING:
      compile_mapping (self, node, state);
      break;

    case ML_NODE_MATCH_CLASS:
      compile_class_pattern (self, node, state);
      break;

    case ML_NODE_MATCH_STAR:
      compile_capture (self, node, node->match_star.name, state);
      break;

    case ML_NODE_MATCH_AS:
      compile_as (self, node, state);
      break;

    case ML_NODE_MATCH_OR:
      compile_alternatives (self, node, state);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* A case whose subject is copied first unless it is the last one to need it. */
static void
compile_case (MlCompiler *self,
              const MlNode *match_case,
              gboolean is_last_test,
              gboolean is_last,
              MlLabel end)
{
  const MlNode *pattern = match_case->match_case.pattern;
  const MlNode *guard = match_case->match_case.guard;
  MlLocation location = ml_node_get_location (pattern);
  MlPatternState state;

  if (!is_last_test)
    ml_emit (self, location, ML_OP_COPY, 1);

  state_init (&state, guard != NULL || is_last);
  compile_pattern (self, pattern, &state);

  for (guint i = 0; i < state.names->len; i++)
    ml_emit_variable (self, location, state.names->pdata[i], ML_CONTEXT_STORE);

  if (guard != NULL)
    ml_compile_jump_if (self, location, guard, get_failure (self, &state, 0), FALSE);

  if (!is_last_test)
    ml_emit (self, location, ML_OP_POP_TOP, 0);

  ml_compile_statements (self, match_case->match_case.body);
  ml_emit (self, ML_NOWHERE, ML_OP_JUMP, end);
  place_failures (self, location, &state);
  state_clear (&state);
}

void
ml_compile_match (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *cases = node->match.cases;
  const MlNode *last = cases->items[cases->length - 1];
  gboolean has_default = is_wildcard (last->match_case.pattern) && cases->length > 1;
  guint n_tests = cases->length - (has_default ? 1 : 0);
  MlLabel end = ml_new_label (self);

  ml_compile_expression (self, node->match.subject);

  for (guint i = 0; i < n_tests; i++)
    compile_case (self, cases->items[i], i + 1 == n_tests, i + 1 == cases->length, end);

  if (has_default)
    {
      MlLocation location = ml_node_get_location (last->match_case.pattern);

      ml_emit (self, location, ML_OP_NOP, 0);
      if (last->match_case.guard != NULL)
        ml_compile_jump_if (self, location, last->match_case.guard, end, FALSE);
      ml_compile_statements (self, last->match_case.body);
    }

  ml_use_label (self, end);
}
