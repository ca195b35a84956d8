#include "ml-tree-dump.h"

#include "ml-exception.h"
#include "ml-heap.h"
#include "ml-str.h"

#define MAX_DEPTH 10000

typedef struct
{
  MlHeap *heap;
  GString *out;
} Dump;

static void
append_object (Dump *self, MlObject *object)
{
  MlObject *text = object->type->slots.repr (self->heap, object);

  if (text == NULL)
    {
      ml_clear_raised (self->heap);
      g_string_append (self->out, "?");
      return;
    }

  g_string_append (self->out, ml_str_get_utf8 (text, NULL));
  ml_unref (self->heap, text);
}

static void
append_names (Dump *self, const char *name, const MlNameList *names)
{
  if (names->length == 0)
    return;

  g_string_append_printf (self->out, " %s=", name);

  for (guint i = 0; i < names->length; i++)
    g_string_append_printf (self->out, "%s%s", i > 0 ? "," : "", names->items[i]);
}

static void
append_compare_ops (Dump *self, const MlNode *node)
{
  g_string_append (self->out, " ops=");

  for (guint i = 0; i < node->compare.comparators->length; i++)
    g_string_append_printf (
        self->out, "%s%s", i > 0 ? "," : "", ml_compare_operator_get_name (node->compare.ops[i]));
}

/* A field that holds no node, on the node's own line. */
static void
append_plain_field (Dump *self, const MlNode *node, const MlField *field)
{
  gconstpointer at = G_STRUCT_MEMBER_P (node, field->offset);
  const int *number = at;
  const char *text = NULL;

  switch (field->type)
    {
    case ML_FIELD_NAME:
      text = *(const char *const *) at;
      break;

    case ML_FIELD_NAMES:
      append_names (self, field->name, *(MlNameList *const *) at);
      return;

    case ML_FIELD_OBJECT:
      g_string_append_printf (self->out, " %s=", field->name);
      append_object (self, *(MlObject *const *) at);
      return;

    case ML_FIELD_NUMBER:
      g_string_append_printf (self->out, " %s=%d", field->name, *number);
      return;

    case ML_FIELD_CONTEXT:
      text = ml_context_get_name (*number);
      break;

    case ML_FIELD_BOOL_OP:
      text = ml_bool_operator_get_name (*number);
      break;

    case ML_FIELD_BINARY_OP:
      text = ml_binary_operator_get_name (*number);
      break;

    case ML_FIELD_UNARY_OP:
      text = ml_unary_operator_get_name (*number);
      break;

    case ML_FIELD_COMPARE_OPS:
      append_compare_ops (self, node);
      return;

    case ML_FIELD_NODE:
    case ML_FIELD_NODES:
    default:
      return;
    }

  if (text != NULL)
    g_string_append_printf (self->out, " %s=%s", field->name, text);
}

static void append_node (Dump *self, const char *name, const MlNode *node, guint depth);

static void
append_children (Dump *self, const MlNode *node, const MlField *field, guint depth)
{
  gconstpointer at = G_STRUCT_MEMBER_P (node, field->offset);

  if (field->type == ML_FIELD_NODE && *(MlNode *const *) at != NULL)
    append_node (self, field->name, *(MlNode *const *) at, depth);

  if (field->type == ML_FIELD_NODES)
    {
      const MlNodeList *list = *(MlNodeList *const *) at;

      for (guint i = 0; i < list->length; i++)
        append_node (self, field->name, list->items[i], depth);
    }
}

static void
append_node (Dump *self, const char *name, const MlNode *node, guint depth)
{
  const MlField *fields;

  g_string_append_printf (self->out, "%*s", 2 * (int) depth, "");

  if (name != NULL)
    g_string_append_printf (self->out, "%s: ", name);

  if (node == NULL || depth > MAX_DEPTH)
    {
      g_string_append (self->out, node == NULL ? "None\n" : "...\n");
      return;
    }

  g_string_append (self->out, ml_node_kind_get_name (node->kind));

  if (node->start.line != 0)
    g_string_append_printf (self->out,
                            " @%u:%u-%u:%u",
                            node->start.line,
                            node->start.byte,
                            node->end.line,
                            node->end.byte);

  fields = ml_node_kind_get_fields (node->kind);

  for (const MlField *field = fields; field->name != NULL; field++)
    append_plain_field (self, node, field);

  g_string_append_c (self->out, '\n');

  for (const MlField *field = fields; field->name != NULL; field++)
    append_children (self, node, field, depth + 1);
}

char *
ml_tree_dump (const MlTree *tree)
{
  Dump dump = { .heap = ml_tree_get_heap (tree), .out = g_string_new (NULL) };

  append_node (&dump, NULL, ml_tree_get_root (tree), 0);

  return g_string_free (dump.out, FALSE);
}
