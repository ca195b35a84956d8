#include "ml-node.h"

#define FIELD(name, type, path)                           \
  {                                                       \
    name, ML_FIELD_##type, G_STRUCT_OFFSET (MlNode, path) \
  }
#define MAX_FIELDS 8

typedef struct
{
  const char *name;
  MlField fields[MAX_FIELDS];
} NodeShape;

#define FUNCTION_FIELDS                                                               \
  {                                                                                   \
    FIELD ("name", NAME, function_def.name), FIELD ("args", NODE, function_def.args), \
        FIELD ("body", NODES, function_def.body),                                     \
        FIELD ("decorator_list", NODES, function_def.decorator_list),                 \
        FIELD ("returns", NODE, function_def.returns),                                \
        FIELD ("type_params", NODES, function_def.type_params)                        \
  }

#define FOR_FIELDS                                                             \
  {                                                                            \
    FIELD ("target", NODE, for_.target), FIELD ("iter", NODE, for_.iter),      \
        FIELD ("body", NODES, for_.body), FIELD ("orelse", NODES, for_.orelse) \
  }

#define WITH_FIELDS                                                      \
  {                                                                      \
    FIELD ("items", NODES, with.items), FIELD ("body", NODES, with.body) \
  }

#define TRY_FIELDS                                                                     \
  {                                                                                    \
    FIELD ("body", NODES, try.body), FIELD ("handlers", NODES, try.handlers),          \
        FIELD ("orelse", NODES, try.orelse), FIELD ("finalbody", NODES, try.finalbody) \
  }

#define COMPREHENSION_FIELDS                                                              \
  {                                                                                       \
    FIELD ("elt", NODE, list_comp.elt), FIELD ("generators", NODES, list_comp.generators) \
  }

#define LIST_FIELDS                                                    \
  {                                                                    \
    FIELD ("elts", NODES, list.elts), FIELD ("ctx", CONTEXT, list.ctx) \
  }

static const NodeShape shapes[ML_N_NODE_KINDS] = {
  [ML_NODE_MODULE] = { "Module", { FIELD ("body", NODES, module.body) } },
  [ML_NODE_INTERACTIVE] = { "Interactive", { FIELD ("body", NODES, module.body) } },
  [ML_NODE_EXPRESSION] = { "Expression", { FIELD ("body", NODE, expression.body) } },

  [ML_NODE_FUNCTION_DEF] = { "FunctionDef", FUNCTION_FIELDS },
  [ML_NODE_ASYNC_FUNCTION_DEF] = { "AsyncFunctionDef", FUNCTION_FIELDS },
  [ML_NODE_CLASS_DEF] = { "ClassDef",
                          { FIELD ("name", NAME, class_def.name),
                            FIELD ("bases", NODES, class_def.bases),
                            FIELD ("keywords", NODES, class_def.keywords),
                            FIELD ("body", NODES, class_def.body),
                            FIELD ("decorator_list", NODES, class_def.decorator_list),
                            FIELD ("type_params", NODES, class_def.type_params) } },
  [ML_NODE_RETURN] = { "Return", { FIELD ("value", NODE, return_.value) } },
  [ML_NODE_DELETE] = { "Delete", { FIELD ("targets", NODES, delete.targets) } },
  [ML_NODE_ASSIGN] = { "Assign",
                       { FIELD ("targets", NODES, assign.targets),
                         FIELD ("value", NODE, assign.value) } },
  [ML_NODE_TYPE_ALIAS] = { "TypeAlias",
                           { FIELD ("name", NODE, type_alias.name),
                             FIELD ("type_params", NODES, type_alias.type_params),
                             FIELD ("value", NODE, type_alias.value) } },
  [ML_NODE_AUG_ASSIGN] = { "AugAssign",
                           { FIELD ("target", NODE, aug_assign.target),
                             FIELD ("op", BINARY_OP, aug_assign.op),
                             FIELD ("value", NODE, aug_assign.value) } },
  [ML_NODE_ANN_ASSIGN] = { "AnnAssign",
                           { FIELD ("target", NODE, ann_assign.target),
                             FIELD ("annotation", NODE, ann_assign.annotation),
                             FIELD ("value", NODE, ann_assign.value),
                             FIELD ("simple", NUMBER, ann_assign.simple) } },
  [ML_NODE_FOR] = { "For", FOR_FIELDS },
  [ML_NODE_ASYNC_FOR] = { "AsyncFor", FOR_FIELDS },
  [ML_NODE_WHILE] = { "While",
                      { FIELD ("test", NODE, while_.test),
                        FIELD ("body", NODES, while_.body),
                        FIELD ("orelse", NODES, while_.orelse) } },
  [ML_NODE_IF] = { "If",
                   { FIELD ("test", NODE, if_.test),
                     FIELD ("body", NODES, if_.body),
                     FIELD ("orelse", NODES, if_.orelse) } },
  [ML_NODE_WITH] = { "With", WITH_FIELDS },
  [ML_NODE_ASYNC_WITH] = { "AsyncWith", WITH_FIELDS },
  [ML_NODE_MATCH] = { "Match",
                      { FIELD ("subject", NODE, match.subject),
                        FIELD ("cases", NODES, match.cases) } },
  [ML_NODE_RAISE] = { "Raise",
                      { FIELD ("exc", NODE, raise.exc), FIELD ("cause", NODE, raise.cause) } },
  [ML_NODE_TRY] = { "Try", TRY_FIELDS },
  [ML_NODE_TRY_STAR] = { "TryStar", TRY_FIELDS },
  [ML_NODE_ASSERT] = { "Assert",
                       { FIELD ("test", NODE, assert_.test), FIELD ("msg", NODE, assert_.msg) } },
  [ML_NODE_IMPORT] = { "Import", { FIELD ("names", NODES, import.names) } },
  [ML_NODE_IMPORT_FROM] = { "ImportFrom",
                            { FIELD ("module", NAME, import_from.module),
                              FIELD ("names", NODES, import_from.names),
                              FIELD ("level", NUMBER, import_from.level) } },
  [ML_NODE_GLOBAL] = { "Global", { FIELD ("names", NAMES, global.names) } },
  [ML_NODE_NONLOCAL] = { "Nonlocal", { FIELD ("names", NAMES, global.names) } },
  [ML_NODE_EXPR] = { "Expr", { FIELD ("value", NODE, expr.value) } },
  [ML_NODE_PASS] = { "Pass", { { NULL } } },
  [ML_NODE_BREAK] = { "Break", { { NULL } } },
  [ML_NODE_CONTINUE] = { "Continue", { { NULL } } },

  [ML_NODE_BOOL_OP] = { "BoolOp",
                        { FIELD ("op", BOOL_OP, bool_op.op),
                          FIELD ("values", NODES, bool_op.values) } },
  [ML_NODE_NAMED_EXPR] = { "NamedExpr",
                           { FIELD ("target", NODE, named_expr.target),
                             FIELD ("value", NODE, named_expr.value) } },
  [ML_NODE_BIN_OP] = { "BinOp",
                       { FIELD ("left", NODE, bin_op.left),
                         FIELD ("op", BINARY_OP, bin_op.op),
                         FIELD ("right", NODE, bin_op.right) } },
  [ML_NODE_UNARY_OP] = { "UnaryOp",
                         { FIELD ("op", UNARY_OP, unary_op.op),
                           FIELD ("operand", NODE, unary_op.operand) } },
  [ML_NODE_LAMBDA] = { "Lambda",
                       { FIELD ("args", NODE, lambda.args), FIELD ("body", NODE, lambda.body) } },
  [ML_NODE_IF_EXP] = { "IfExp",
                       { FIELD ("test", NODE, if_exp.test),
                         FIELD ("body", NODE, if_exp.body),
                         FIELD ("orelse", NODE, if_exp.orelse) } },
  [ML_NODE_DICT] = { "Dict",
                     { FIELD ("keys", NODES, dict.keys), FIELD ("values", NODES, dict.values) } },
  [ML_NODE_SET] = { "Set", { FIELD ("elts", NODES, set.elts) } },
  [ML_NODE_LIST_COMP] = { "ListComp", COMPREHENSION_FIELDS },
  [ML_NODE_SET_COMP] = { "SetComp", COMPREHENSION_FIELDS },
  [ML_NODE_DICT_COMP] = { "DictComp",
                          { FIELD ("key", NODE, dict_comp.key),
                            FIELD ("value", NODE, dict_comp.value),
                            FIELD ("generators", NODES, dict_comp.generators) } },
  [ML_NODE_GENERATOR_EXP] = { "GeneratorExp", COMPREHENSION_FIELDS },
  [ML_NODE_AWAIT] = { "Await", { FIELD ("value", NODE, await.value) } },
  [ML_NODE_YIELD] = { "Yield", { FIELD ("value", NODE, yield.value) } },
  [ML_NODE_YIELD_FROM] = { "YieldFrom", { FIELD ("value", NODE, yield.value) } },
  [ML_NODE_COMPARE] = { "Compare",
                        { FIELD ("left", NODE, compare.left),
                          FIELD ("ops", COMPARE_OPS, compare.ops),
                          FIELD ("comparators", NODES, compare.comparators) } },
  [ML_NODE_CALL] = { "Call",
                     { FIELD ("func", NODE, call.func),
                       FIELD ("args", NODES, call.args),
                       FIELD ("keywords", NODES, call.keywords) } },
  [ML_NODE_FORMATTED_VALUE] = { "FormattedValue",
                                { FIELD ("value", NODE, formatted_value.value),
                                  FIELD ("conversion", NUMBER, formatted_value.conversion),
                                  FIELD ("format_spec", NODE, formatted_value.format_spec) } },
  [ML_NODE_JOINED_STR] = { "JoinedStr", { FIELD ("values", NODES, joined_str.values) } },
  [ML_NODE_CONSTANT] = { "Constant",
                         { FIELD ("value", OBJECT, constant.value),
                           FIELD ("kind", NAME, constant.string_kind) } },
  [ML_NODE_ATTRIBUTE] = { "Attribute",
                          { FIELD ("value", NODE, attribute.value),
                            FIELD ("attr", NAME, attribute.attr),
                            FIELD ("ctx", CONTEXT, attribute.ctx) } },
  [ML_NODE_SUBSCRIPT] = { "Subscript",
                          { FIELD ("value", NODE, subscript.value),
                            FIELD ("slice", NODE, subscript.slice),
                            FIELD ("ctx", CONTEXT, subscript.ctx) } },
  [ML_NODE_STARRED] = { "Starred",
                        { FIELD ("value", NODE, starred.value),
                          FIELD ("ctx", CONTEXT, starred.ctx) } },
  [ML_NODE_NAME] = { "Name", { FIELD ("id", NAME, name.id), FIELD ("ctx", CONTEXT, name.ctx) } },
  [ML_NODE_LIST] = { "List", LIST_FIELDS },
  [ML_NODE_TUPLE] = { "Tuple", LIST_FIELDS },
  [ML_NODE_SLICE] = { "Slice",
                      { FIELD ("lower", NODE, slice.lower),
                        FIELD ("upper", NODE, slice.upper),
                        FIELD ("step", NODE, slice.step) } },

  [ML_NODE_COMPREHENSION] = { "comprehension",
                              { FIELD ("target", NODE, comprehension.target),
                                FIELD ("iter", NODE, comprehension.iter),
                                FIELD ("ifs", NODES, comprehension.ifs),
                                FIELD ("is_async", NUMBER, comprehension.is_async) } },
  [ML_NODE_EXCEPT_HANDLER] = { "ExceptHandler",
                               { FIELD ("type", NODE, except_handler.type),
                                 FIELD ("name", NAME, except_handler.name),
                                 FIELD ("body", NODES, except_handler.body) } },
  [ML_NODE_ARGUMENTS] = { "arguments",
                          { FIELD ("posonlyargs", NODES, arguments.posonlyargs),
                            FIELD ("args", NODES, arguments.args),
                            FIELD ("vararg", NODE, arguments.vararg),
                            FIELD ("kwonlyargs", NODES, arguments.kwonlyargs),
                            FIELD ("kw_defaults", NODES, arguments.kw_defaults),
                            FIELD ("kwarg", NODE, arguments.kwarg),
                            FIELD ("defaults", NODES, arguments.defaults) } },
  [ML_NODE_ARG] = { "arg",
                    { FIELD ("arg", NAME, arg.arg), FIELD ("annotation", NODE, arg.annotation) } },
  [ML_NODE_KEYWORD] = { "keyword",
                        { FIELD ("arg", NAME, keyword.arg),
                          FIELD ("value", NODE, keyword.value) } },
  [ML_NODE_ALIAS] = { "alias",
                      { FIELD ("name", NAME, alias.name), FIELD ("asname", NAME, alias.asname) } },
  [ML_NODE_WITH_ITEM] = { "withitem",
                          { FIELD ("context_expr", NODE, with_item.context_expr),
                            FIELD ("optional_vars", NODE, with_item.optional_vars) } },
  [ML_NODE_MATCH_CASE] = { "match_case",
                           { FIELD ("pattern", NODE, match_case.pattern),
                             FIELD ("guard", NODE, match_case.guard),
                             FIELD ("body", NODES, match_case.body) } },

  [ML_NODE_MATCH_VALUE] = { "MatchValue", { FIELD ("value", NODE, match_value.value) } },
  [ML_NODE_MATCH_SINGLETON] = { "MatchSingleton",
                                { FIELD ("value", OBJECT, match_singleton.value) } },
  [ML_NODE_MATCH_SEQUENCE] = { "MatchSequence",
                               { FIELD ("patterns", NODES, match_sequence.patterns) } },
  [ML_NODE_MATCH_MAPPING] = { "MatchMapping",
                              { FIELD ("keys", NODES, match_mapping.keys),
                                FIELD ("patterns", NODES, match_mapping.patterns),
                                FIELD ("rest", NAME, match_mapping.rest) } },
  [ML_NODE_MATCH_CLASS] = { "MatchClass",
                            { FIELD ("cls", NODE, match_class.cls),
                              FIELD ("patterns", NODES, match_class.patterns),
                              FIELD ("kwd_attrs", NAMES, match_class.kwd_attrs),
                              FIELD ("kwd_patterns", NODES, match_class.kwd_patterns) } },
  [ML_NODE_MATCH_STAR] = { "MatchStar", { FIELD ("name", NAME, match_star.name) } },
  [ML_NODE_MATCH_AS] = { "MatchAs",
                         { FIELD ("pattern", NODE, match_as.pattern),
                           FIELD ("name", NAME, match_as.name) } },
  [ML_NODE_MATCH_OR] = { "MatchOr", { FIELD ("patterns", NODES, match_sequence.patterns) } },

  [ML_NODE_TYPE_VAR] = { "TypeVar",
                         { FIELD ("name", NAME, type_var.name),
                           FIELD ("bound", NODE, type_var.bound),
                           FIELD ("default_value", NODE, type_var.default_value) } },
  [ML_NODE_PARAM_SPEC] = { "ParamSpec",
                           { FIELD ("name", NAME, param_spec.name),
                             FIELD ("default_value", NODE, param_spec.default_value) } },
  [ML_NODE_TYPE_VAR_TUPLE] = { "TypeVarTuple",
                               { FIELD ("name", NAME, param_spec.name),
                                 FIELD ("default_value", NODE, param_spec.default_value) } },
};

const char *
ml_node_kind_get_name (MlNodeKind kind)
{
  g_return_val_if_fail (kind < ML_N_NODE_KINDS, NULL);

  return shapes[kind].name;
}

const MlField *
ml_node_kind_get_fields (MlNodeKind kind)
{
  g_return_val_if_fail (kind < ML_N_NODE_KINDS, NULL);

  return shapes[kind].fields;
}

const char *
ml_context_get_name (MlContext context)
{
  static const char *const names[] = { "Load", "Store", "Del" };

  g_return_val_if_fail (context < G_N_ELEMENTS (names), NULL);

  return names[context];
}

const char *
ml_bool_operator_get_name (MlBoolOperator op)
{
  return op == ML_BOOL_AND ? "And" : "Or";
}

const char *
ml_binary_operator_get_name (MlBinaryOperator op)
{
  static const char *const names[] = { "Add",    "Sub",    "Mult",    "MatMult", "Div",
                                       "Mod",    "Pow",    "LShift",  "RShift",  "BitOr",
                                       "BitXor", "BitAnd", "FloorDiv" };

  g_return_val_if_fail (op < G_N_ELEMENTS (names), NULL);

  return names[op];
}

const char *
ml_unary_operator_get_name (MlUnaryOperator op)
{
  static const char *const names[] = { "Invert", "Not", "UAdd", "USub" };

  g_return_val_if_fail (op < G_N_ELEMENTS (names), NULL);

  return names[op];
}

const char *
ml_compare_operator_get_name (MlCompareOperator op)
{
  static const char *const names[] = { "Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                       "GtE", "Is",    "IsNot", "In",  "NotIn" };

  g_return_val_if_fail (op < G_N_ELEMENTS (names), NULL);

  return names[op];
}
