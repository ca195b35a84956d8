/* ml-claim.c: what a lesson says of the memory at a step, in a form that can be checked */
#include <string.h>

#include "ml-claim.h"
#include "ml-term.h"

typedef enum
{
  RELATION_NONE, /* a term that is true by itself */
  RELATION_IS_NOT,
  RELATION_IS,
  RELATION_EQUAL,
  RELATION_UNEQUAL,
  RELATION_AT_LEAST,
  RELATION_AT_MOST,
  RELATION_GREATER,
  RELATION_LESS
} Relation;

struct _MlClaim
{
  char *text;
  MlTerm *left;
  Relation relation;
  MlTerm *right; /* NULL for RELATION_NONE */
};

/* Longer ones before those that they begin with. */
static const struct
{
  const char *sign;
  Relation relation;
} relations[] = {
  { "is not ", RELATION_IS_NOT }, { "is ", RELATION_IS },      { "==", RELATION_EQUAL },
  { "!=", RELATION_UNEQUAL },     { ">=", RELATION_AT_LEAST }, { "<=", RELATION_AT_MOST },
  { ">", RELATION_GREATER },      { "<", RELATION_LESS },
};

G_DEFINE_QUARK (ml_claim_error_quark, ml_claim_error)

static void
skip_space (const char **cursor)
{
  while (**cursor == ' ')
    (*cursor)++;
}

static Relation
parse_relation (const char **cursor)
{
  skip_space (cursor);

  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      if (g_str_has_prefix (*cursor, relations[i].sign))
        {
          *cursor += strlen (relations[i].sign);
          return relations[i].relation;
        }
    }

  return RELATION_NONE;
}

static gboolean
parse_sides (MlClaim *self, const char **cursor, GError **error)
{
  self->left = ml_term_parse (cursor, error);
  if (self->left == NULL)
    return FALSE;

  self->relation = parse_relation (cursor);
  if (self->relation == RELATION_NONE)
    return TRUE;

  self->right = ml_term_parse (cursor, error);
  return self->right != NULL;
}

/* Whether the two sides can be held against each other in this way. */
static gboolean
makes_sense (const MlClaim *self)
{
  if (self->relation == RELATION_NONE)
    return ml_term_is_statement (self->left);

  if (self->relation == RELATION_IS || self->relation == RELATION_IS_NOT)
    return ml_term_has_identity (self->left) && ml_term_has_identity (self->right);

  return TRUE;
}

MlClaim *
ml_claim_parse (const char *text, GError **error)
{
  g_autoptr (MlClaim) self = NULL;
  const char *p = text;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (MlClaim, 1);
  self->text = g_strdup (text);
  if (!parse_sides (self, &p, error))
    return NULL;

  skip_space (&p);
  if (*p != '\0' || !makes_sense (self))
    {
      g_set_error (error, ML_CLAIM_ERROR, ML_CLAIM_ERROR_SYNTAX, "“%s” makes no claim", text);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
ml_claim_free (MlClaim *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  ml_term_free (self->left);
  ml_term_free (self->right);
  g_free (self);
}

const char *
ml_claim_get_text (const MlClaim *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/* None, True and False are one object each, so a word is identical to what has its text. */
static gboolean
is_identical (const MlTermValue *left, const MlTermValue *right)
{
  if (left->object != 0 && right->object != 0)
    return left->object == right->object;

  return g_str_equal (left->text, right->text);
}

static gboolean
holds (Relation relation, const MlTermValue *left, const MlTermValue *right)
{
  gboolean numbers = left->is_number && right->is_number;

  switch (relation)
    {
    case RELATION_IS:
      return is_identical (left, right);
    case RELATION_IS_NOT:
      return !is_identical (left, right);
    case RELATION_EQUAL:
      return g_str_equal (left->text, right->text);
    case RELATION_UNEQUAL:
      return !g_str_equal (left->text, right->text);
    case RELATION_AT_LEAST:
      return numbers && left->number >= right->number;
    case RELATION_AT_MOST:
      return numbers && left->number <= right->number;
    case RELATION_GREATER:
      return numbers && left->number > right->number;
    case RELATION_LESS:
      return numbers && left->number < right->number;
    default:
      return g_str_equal (left->text, "True");
    }
}

static char *
describe (const MlTermValue *value)
{
  if (value->object == 0)
    return g_strdup (value->text);

  return g_strdup_printf ("%s (object %u)", value->text, value->object);
}

gboolean
ml_claim_check (const MlClaim *self, MlMemory *memory, GError **error)
{
  g_auto (MlTermValue) left = { 0 };
  g_auto (MlTermValue) right = { 0 };
  g_autofree char *left_text = NULL;
  g_autofree char *right_text = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (memory != NULL, FALSE);

  if (!ml_term_evaluate (self->left, memory, &left, error))
    return FALSE;
  if (self->right != NULL && !ml_term_evaluate (self->right, memory, &right, error))
    return FALSE;

  if (holds (self->relation, &left, &right))
    return TRUE;

  left_text = describe (&left);
  right_text = self->right != NULL ? describe (&right) : g_strdup ("True");
  g_set_error (error,
               ML_CLAIM_ERROR,
               ML_CLAIM_ERROR_FALSE,
               "“%s” is not so: left %s, right %s",
               self->text,
               left_text,
               right_text);
  return FALSE;
}
