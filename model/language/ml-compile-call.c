/* ml-compile-call.c: calls and attributes, and what super() makes of them */

#include "ml-compile-private.h"

#include <string.h>

#include "ml-compile-check.h"
#include "ml-str.h"
#include "ml-tuple.h"

/* Calls with more arguments build a tuple and a dict, so that the stack stays small. */
#define MAX_ON_STACK 30

MlLocation
ml_get_method_location (const MlNode *attribute, MlLocation location)
{
  int length = g_utf8_strlen (attribute->attribute.attr, -1);

  if (location.line == (int) attribute->end.line)
    return location;

  location.line = attribute->end.line;

  if (length <= (int) attribute->end.byte)
    location.column = attribute->end.byte - length;
  else
    location.column = location.end_column = -1;

  return location;
}

static gboolean
has_starred (const MlNodeList *args)
{
  for (guint i = 0; i < args->length; i++)
    if (args->items[i]->kind == ML_NODE_STARRED)
      return TRUE;

  return FALSE;
}

static gboolean
has_mapping (const MlNodeList *keywords)
{
  for (guint i = 0; i < keywords->length; i++)
    if (keywords->items[i]->keyword.arg == NULL)
      return TRUE;

  return FALSE;
}

static void
emit_keyword_names (MlCompiler *self,
                    MlLocation location,
                    const MlNodeList *keywords,
                    guint start,
                    guint end)
{
  MlObject *names = ml_tuple_new (self->heap, end - start);

  for (guint i = start; names != NULL && i < end; i++)
    ml_tuple_fill (
        names, i - start, ml_name_from_utf8 (self->heap, keywords->items[i]->keyword.arg, -1));

  ml_emit_constant (self, location, names);
}

static void
compile_keyword_values (MlCompiler *self, const MlNodeList *keywords)
{
  for (guint i = 0; i < keywords->length; i++)
    ml_compile_expression (self, keywords->items[i]->keyword.value);
}

/* Keywords without `**` between them, as a dict. */
static void
compile_keyword_dict (MlCompiler *self,
                      MlLocation location,
                      const MlNodeList *keywords,
                      guint start,
                      guint end)
{
  guint n = end - start;
  gboolean is_big = n * 2 > MAX_ON_STACK;

  if (n > 1 && !is_big)
    {
      for (guint i = start; i < end; i++)
        ml_compile_expression (self, keywords->items[i]->keyword.value);
      emit_keyword_names (self, location, keywords, start, end);
      ml_emit (self, location, ML_OP_BUILD_CONST_KEY_MAP, n);
      return;
    }

  if (is_big)
    ml_emit (self, ML_NOWHERE, ML_OP_BUILD_MAP, 0);

  for (guint i = start; i < end; i++)
    {
      ml_emit_text (self, location, keywords->items[i]->keyword.arg);
      ml_compile_expression (self, keywords->items[i]->keyword.value);
      if (is_big)
        ml_emit (self, ML_NOWHERE, ML_OP_MAP_ADD, 1);
    }

  if (!is_big)
    ml_emit (self, location, ML_OP_BUILD_MAP, n);
}

static void
compile_keyword_mapping (MlCompiler *self, MlLocation location, const MlNodeList *keywords)
{
  gboolean has_dict = FALSE;
  guint n_waiting = 0;

  for (guint i = 0; i <= keywords->length; i++)
    {
      gboolean at_end = i == keywords->length;

      if (!at_end && keywords->items[i]->keyword.arg != NULL)
        {
          n_waiting++;
          continue;
        }

      if (n_waiting > 0)
        {
          compile_keyword_dict (self, location, keywords, i - n_waiting, i);
          if (has_dict)
            ml_emit (self, location, ML_OP_DICT_MERGE, 1);
          has_dict = TRUE;
          n_waiting = 0;
        }

      if (at_end)
        break;

      if (!has_dict)
        ml_emit (self, location, ML_OP_BUILD_MAP, 0);
      has_dict = TRUE;
      ml_compile_expression (self, keywords->items[i]->keyword.value);
      ml_emit (self, location, ML_OP_DICT_MERGE, 1);
    }
}

static void
compile_unpacked_call (MlCompiler *self,
                       MlLocation location,
                       int n_pushed,
                       const MlNodeList *args,
                       const char *injected,
                       const MlNodeList *keywords)
{
  if (n_pushed == 0 && args->length == 1 && injected == NULL &&
      args->items[0]->kind == ML_NODE_STARRED)
    ml_compile_expression (self, args->items[0]->starred.value);
  else
    ml_compile_display (self, location, args, injected, n_pushed, ML_MAKE_TUPLE);

  if (keywords->length > 0)
    compile_keyword_mapping (self, location, keywords);

  ml_emit (self, location, ML_OP_CALL_FUNCTION_EX, keywords->length > 0);
}

void
ml_compile_arguments (MlCompiler *self,
                      MlLocation location,
                      int n_pushed,
                      const MlNodeList *args,
                      const char *injected,
                      const MlNodeList *keywords)
{
  int n = n_pushed + args->length + keywords->length + (injected != NULL ? 1 : 0);

  ml_check_keywords (self, keywords);

  if (args->length + keywords->length * 2 > MAX_ON_STACK || has_starred (args) ||
      has_mapping (keywords))
    {
      compile_unpacked_call (self, location, n_pushed, args, injected, keywords);
      return;
    }

  ml_compile_expressions (self, args);
  if (injected != NULL)
    ml_emit_variable (self, location, injected, ML_CONTEXT_LOAD);

  if (keywords->length == 0)
    {
      ml_emit (self, location, ML_OP_CALL, n);
      return;
    }

  compile_keyword_values (self, keywords);
  emit_keyword_names (self, location, keywords, 0, keywords->length);
  ml_emit (self, location, ML_OP_CALL_KW, n);
}

/* Whether @node is super() or super(a, b) and nothing that can be seen here hides the built-in one.
 */
static gboolean
is_super_call (MlCompiler *self, const MlNode *node)
{
  const MlUnit *unit = self->unit;
  const char *name;

  if (node->kind != ML_NODE_CALL || node->call.func->kind != ML_NODE_NAME ||
      strcmp (node->call.func->name.id, "super") != 0 || node->call.keywords->length > 0)
    return FALSE;

  name = node->call.func->name.id;
  if (ml_scope_get_binding (unit->scope, name) != ML_BINDING_GLOBAL_IMPLICIT ||
      ml_scope_get_binding (self->symbols->module, name) != ML_BINDING_NONE)
    return FALSE;

  if (node->call.args->length == 2)
    return !has_starred (node->call.args);

  return node->call.args->length == 0 && unit->n_arguments > 0 &&
         ml_roll_find (&unit->free, ml_tree_get_name (self->tree, "__class__")) >= 0;
}

/* Loads super, the class and the instance, then the attribute: no super object is made. */
static void
compile_super_attribute (MlCompiler *self, const MlNode *attribute, gboolean is_method)
{
  const MlNode *call = attribute->attribute.value;
  MlLocation location = ml_node_get_location (attribute);
  MlLocation call_location = ml_node_get_location (call);
  const char *name = ml_compiler_mangle (self, attribute->attribute.attr);
  gboolean has_arguments = call->call.args->length > 0;

  ml_compile_expression (self, call->call.func);

  if (has_arguments)
    ml_compile_expressions (self, call->call.args);
  else
    {
      ml_emit_variable (
          self, call_location, ml_tree_get_name (self->tree, "__class__"), ML_CONTEXT_LOAD);
      ml_emit_variable (self, call_location, self->unit->locals.names->pdata[0], ML_CONTEXT_LOAD);
    }

  ml_emit (self,
           location,
           ML_OP_LOAD_SUPER_ATTR,
           ml_roll_add (&self->unit->names, name) << 2 | (has_arguments ? 2 : 0) |
               (is_method ? 1 : 0));
  ml_emit (self, ml_get_method_location (attribute, location), ML_OP_NOP, 0);
}

static gboolean
is_imported (MlCompiler *self, const MlNode *node)
{
  const MlSymbol *symbol;

  /* A comprehension that runs in the module's frame does not see what is imported. */
  if (node->kind != ML_NODE_NAME ||
      (self->unit->type == ML_UNIT_MODULE && self->unit->in_comprehension > 0))
    return FALSE;

  symbol = ml_scope_find (self->symbols->module, node->name.id);

  return symbol != NULL && (symbol->flags & ML_SYMBOL_IMPORT);
}

/* Whether a call of an attribute is one of a method that need not be bound. */
static gboolean
is_method_call (MlCompiler *self, const MlNode *node)
{
  const MlNodeList *args = node->call.args, *keywords = node->call.keywords;
  guint n = args->length + keywords->length + (keywords->length > 0 ? 1 : 0);

  return node->call.func->kind == ML_NODE_ATTRIBUTE &&
         !is_imported (self, node->call.func->attribute.value) && n < MAX_ON_STACK &&
         !has_starred (args) && !has_mapping (keywords);
}

static void
compile_method_call (MlCompiler *self, const MlNode *node)
{
  const MlNode *method = node->call.func;
  const MlNodeList *args = node->call.args, *keywords = node->call.keywords;
  MlLocation location = ml_get_method_location (method, ml_node_get_location (method));
  MlLocation end = ml_get_method_location (method, ml_node_get_location (node));
  const char *name = ml_compiler_mangle (self, method->attribute.attr);

  if (is_super_call (self, method->attribute.value))
    compile_super_attribute (self, method, TRUE);
  else
    {
      ml_compile_expression (self, method->attribute.value);
      ml_emit (self, location, ML_OP_LOAD_ATTR, ml_roll_add (&self->unit->names, name) << 1 | 1);
    }

  ml_compile_expressions (self, args);
  if (keywords->length == 0)
    {
      ml_emit (self, end, ML_OP_CALL, args->length);
      return;
    }

  compile_keyword_values (self, keywords);
  emit_keyword_names (self, location, keywords, 0, keywords->length);
  ml_emit (self, end, ML_OP_CALL_KW, args->length + keywords->length);
}

void
ml_compile_call (MlCompiler *self, const MlNode *node)
{
  ml_check_keywords (self, node->call.keywords);

  if (is_method_call (self, node))
    {
      compile_method_call (self, node);
      return;
    }

  ml_check_callable (self, node->call.func);
  ml_compile_expression (self, node->call.func);
  ml_emit (self, ml_node_get_location (node->call.func), ML_OP_PUSH_NULL, 0);
  ml_compile_arguments (
      self, ml_node_get_location (node), 0, node->call.args, NULL, node->call.keywords);
}

/* Remembers `self.name = ...` for the class's __static_attributes__. */
static void
note_attribute (MlCompiler *self, const MlNode *node)
{
  const MlNode *owner = node->attribute.value;

  if (owner->kind != ML_NODE_NAME || node->attribute.ctx != ML_CONTEXT_STORE ||
      strcmp (owner->name.id, "self") != 0)
    return;

  for (MlUnit *unit = self->unit->outer; unit != NULL; unit = unit->outer)
    if (unit->type == ML_UNIT_CLASS)
      {
        if (g_hash_table_add (unit->attribute_set, (gpointer) node->attribute.attr))
          g_ptr_array_add (unit->attributes, (gpointer) node->attribute.attr);
        return;
      }
}

void
ml_compile_attribute (MlCompiler *self, const MlNode *node)
{
  MlLocation location = ml_node_get_location (node);
  const char *name = ml_compiler_mangle (self, node->attribute.attr);

  if (node->attribute.ctx == ML_CONTEXT_LOAD && is_super_call (self, node->attribute.value))
    {
      compile_super_attribute (self, node, FALSE);
      return;
    }

  note_attribute (self, node);
  ml_compile_expression (self, node->attribute.value);
  location = ml_get_method_location (node, location);

  switch (node->attribute.ctx)
    {
    case ML_CONTEXT_LOAD:
      ml_emit (self, location, ML_OP_LOAD_ATTR, ml_roll_add (&self->unit->names, name) << 1);
      break;

    case ML_CONTEXT_STORE:
      ml_check_name (self, node, node->attribute.attr, ML_CONTEXT_STORE);
      ml_emit_name (self, location, ML_OP_STORE_ATTR, name);
      break;

    case ML_CONTEXT_DEL:
      ml_emit_name (self, location, ML_OP_DELETE_ATTR, name);
      break;
    }
}
