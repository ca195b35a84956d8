/* ml-node.h: the nodes of a syntax tree
 *
 * The nodes are those of Python 3.13's own abstract grammar (what its `ast` module shows), name
 * for name and field for field, so that whoever knows the one knows the other and the two can be
 * compared. Left out are type comments, which are comments here. Nodes without a place and fields
 * of their own in Python (operators, contexts) are enums.
 *
 * A node lives in the arena of its MlTree and dies with it. It is one struct for all kinds: @kind
 * says which member of the union holds. Kinds with equal fields share a member; each kind's
 * comment names it where it is not its own.
 *
 * Always true:
 *   - lists are never NULL; an empty one has length 0;
 *   - names are unique within the tree: equal names are equal pointers;
 *   - a field marked "or NULL" may be NULL, no other may;
 *   - an end is exclusive and never before its start.
 */
#pragma once

#include "ml-object.h"

G_BEGIN_DECLS

typedef struct _MlNode MlNode;

/* A place between two characters of the source. Lines count from 1, columns from 0. */
typedef struct
{
  guint32 line;
  guint32 column;  /* in characters, as in an MlSpan */
  guint32 byte;    /* in bytes of UTF-8, as Python's col_offset */
} MlTextPlace;

typedef struct
{
  guint   length;
  MlNode *items[];
} MlNodeList;

typedef struct
{
  guint       length;
  const char *items[];
} MlNameList;

typedef enum
{
  /* what a source is */
  ML_NODE_MODULE,
  ML_NODE_INTERACTIVE,         /* member: module */
  ML_NODE_EXPRESSION,

  /* statements */
  ML_NODE_FUNCTION_DEF,
  ML_NODE_ASYNC_FUNCTION_DEF,  /* member: function_def */
  ML_NODE_CLASS_DEF,
  ML_NODE_RETURN,
  ML_NODE_DELETE,
  ML_NODE_ASSIGN,
  ML_NODE_TYPE_ALIAS,
  ML_NODE_AUG_ASSIGN,
  ML_NODE_ANN_ASSIGN,
  ML_NODE_FOR,
  ML_NODE_ASYNC_FOR,           /* member: for_ */
  ML_NODE_WHILE,
  ML_NODE_IF,
  ML_NODE_WITH,
  ML_NODE_ASYNC_WITH,          /* member: with */
  ML_NODE_MATCH,
  ML_NODE_RAISE,
  ML_NODE_TRY,
  ML_NODE_TRY_STAR,            /* member: try */
  ML_NODE_ASSERT,
  ML_NODE_IMPORT,
  ML_NODE_IMPORT_FROM,
  ML_NODE_GLOBAL,
  ML_NODE_NONLOCAL,            /* member: global */
  ML_NODE_EXPR,
  ML_NODE_PASS,                /* no fields */
  ML_NODE_BREAK,               /* no fields */
  ML_NODE_CONTINUE,            /* no fields */

  /* expressions */
  ML_NODE_BOOL_OP,
  ML_NODE_NAMED_EXPR,
  ML_NODE_BIN_OP,
  ML_NODE_UNARY_OP,
  ML_NODE_LAMBDA,
  ML_NODE_IF_EXP,
  ML_NODE_DICT,
  ML_NODE_SET,
  ML_NODE_LIST_COMP,
  ML_NODE_SET_COMP,            /* member: list_comp */
  ML_NODE_DICT_COMP,
  ML_NODE_GENERATOR_EXP,       /* member: list_comp */
  ML_NODE_AWAIT,
  ML_NODE_YIELD,
  ML_NODE_YIELD_FROM,          /* member: yield; its value is not NULL */
  ML_NODE_COMPARE,
  ML_NODE_CALL,
  ML_NODE_FORMATTED_VALUE,
  ML_NODE_JOINED_STR,
  ML_NODE_CONSTANT,
  ML_NODE_ATTRIBUTE,
  ML_NODE_SUBSCRIPT,
  ML_NODE_STARRED,
  ML_NODE_NAME,
  ML_NODE_LIST,
  ML_NODE_TUPLE,               /* member: list */
  ML_NODE_SLICE,

  /* parts of the above */
  ML_NODE_COMPREHENSION,       /* has no place */
  ML_NODE_EXCEPT_HANDLER,
  ML_NODE_ARGUMENTS,           /* has no place */
  ML_NODE_ARG,
  ML_NODE_KEYWORD,
  ML_NODE_ALIAS,
  ML_NODE_WITH_ITEM,           /* has no place */
  ML_NODE_MATCH_CASE,          /* has no place */

  /* patterns */
  ML_NODE_MATCH_VALUE,
  ML_NODE_MATCH_SINGLETON,
  ML_NODE_MATCH_SEQUENCE,
  ML_NODE_MATCH_MAPPING,
  ML_NODE_MATCH_CLASS,
  ML_NODE_MATCH_STAR,
  ML_NODE_MATCH_AS,
  ML_NODE_MATCH_OR,            /* member: match_sequence */

  /* type parameters */
  ML_NODE_TYPE_VAR,
  ML_NODE_PARAM_SPEC,
  ML_NODE_TYPE_VAR_TUPLE,      /* member: param_spec */

  ML_N_NODE_KINDS
} MlNodeKind;

/* What happens to the thing named by a Name, Attribute, Subscript, Starred, List or Tuple. */
typedef enum
{
  ML_CONTEXT_LOAD,
  ML_CONTEXT_STORE,
  ML_CONTEXT_DEL
} MlContext;

typedef enum
{
  ML_BOOL_AND,
  ML_BOOL_OR
} MlBoolOperator;

typedef enum
{
  ML_BINARY_ADD,
  ML_BINARY_SUB,
  ML_BINARY_MULT,
  ML_BINARY_MAT_MULT,
  ML_BINARY_DIV,
  ML_BINARY_MOD,
  ML_BINARY_POW,
  ML_BINARY_L_SHIFT,
  ML_BINARY_R_SHIFT,
  ML_BINARY_BIT_OR,
  ML_BINARY_BIT_XOR,
  ML_BINARY_BIT_AND,
  ML_BINARY_FLOOR_DIV
} MlBinaryOperator;

typedef enum
{
  ML_UNARY_INVERT,
  ML_UNARY_NOT,
  ML_UNARY_U_ADD,
  ML_UNARY_U_SUB
} MlUnaryOperator;

typedef enum
{
  ML_COMPARE_EQ,
  ML_COMPARE_NOT_EQ,
  ML_COMPARE_LT,
  ML_COMPARE_LT_E,
  ML_COMPARE_GT,
  ML_COMPARE_GT_E,
  ML_COMPARE_IS,
  ML_COMPARE_IS_NOT,
  ML_COMPARE_IN,
  ML_COMPARE_NOT_IN
} MlCompareOperator;

struct _MlNode
{
  MlNodeKind  kind;
  MlTextPlace start;  /* all zero in nodes that have no place */
  MlTextPlace end;

  union
  {
    struct
    {
      MlNodeList *body;
    } module;

    struct
    {
      MlNode *body;
    } expression;

    /* Statements */

    struct
    {
      const char *name;
      MlNode     *args;            /* Arguments */
      MlNodeList *body;
      MlNodeList *decorator_list;
      MlNode     *returns;         /* or NULL */
      MlNodeList *type_params;
    } function_def;                /* starts at `def` or `async`, not at its decorators */

    struct
    {
      const char *name;
      MlNodeList *bases;
      MlNodeList *keywords;        /* Keyword */
      MlNodeList *body;
      MlNodeList *decorator_list;
      MlNodeList *type_params;
    } class_def;

    struct
    {
      MlNode *value;               /* or NULL */
    } return_;

    struct
    {
      MlNodeList *targets;
    } delete;

    struct
    {
      MlNodeList *targets;         /* several in `a = b = value` */
      MlNode     *value;
    } assign;

    struct
    {
      MlNode     *name;            /* Name */
      MlNodeList *type_params;
      MlNode     *value;
    } type_alias;

    struct
    {
      MlNode          *target;
      MlBinaryOperator op;
      MlNode          *value;
    } aug_assign;

    struct
    {
      MlNode  *target;
      MlNode  *annotation;
      MlNode  *value;              /* or NULL */
      gboolean simple;             /* a bare name without parentheses */
    } ann_assign;

    struct
    {
      MlNode     *target;
      MlNode     *iter;
      MlNodeList *body;
      MlNodeList *orelse;
    } for_;

    struct
    {
      MlNode     *test;
      MlNodeList *body;
      MlNodeList *orelse;
    } while_;

    struct
    {
      MlNode     *test;
      MlNodeList *body;
      MlNodeList *orelse;          /* one If for an `elif` */
    } if_;

    struct
    {
      MlNodeList *items;           /* WithItem */
      MlNodeList *body;
    } with;

    struct
    {
      MlNode     *subject;
      MlNodeList *cases;           /* MatchCase */
    } match;

    struct
    {
      MlNode *exc;                 /* or NULL */
      MlNode *cause;               /* or NULL */
    } raise;

    struct
    {
      MlNodeList *body;
      MlNodeList *handlers;        /* ExceptHandler */
      MlNodeList *orelse;
      MlNodeList *finalbody;
    } try;

    struct
    {
      MlNode *test;
      MlNode *msg;                 /* or NULL */
    } assert_;

    struct
    {
      MlNodeList *names;           /* Alias */
    } import;

    struct
    {
      const char *module;          /* dotted; NULL in `from . import x` */
      MlNodeList *names;           /* Alias */
      guint       level;           /* number of leading dots */
    } import_from;

    struct
    {
      MlNameList *names;
    } global;

    struct
    {
      MlNode *value;
    } expr;

    /* Expressions */

    struct
    {
      MlBoolOperator op;
      MlNodeList    *values;       /* two or more */
    } bool_op;

    struct
    {
      MlNode *target;              /* Name */
      MlNode *value;
    } named_expr;

    struct
    {
      MlNode          *left;
      MlBinaryOperator op;
      MlNode          *right;
    } bin_op;

    struct
    {
      MlUnaryOperator op;
      MlNode         *operand;
    } unary_op;

    struct
    {
      MlNode *args;                /* Arguments */
      MlNode *body;
    } lambda;

    struct
    {
      MlNode *test;
      MlNode *body;
      MlNode *orelse;
    } if_exp;

    struct
    {
      MlNodeList *keys;            /* NULL items where `**value` stands */
      MlNodeList *values;
    } dict;

    struct
    {
      MlNodeList *elts;
    } set;

    struct
    {
      MlNode     *elt;
      MlNodeList *generators;      /* Comprehension */
    } list_comp;

    struct
    {
      MlNode     *key;
      MlNode     *value;
      MlNodeList *generators;      /* Comprehension */
    } dict_comp;

    struct
    {
      MlNode *value;
    } await;

    struct
    {
      MlNode *value;               /* or NULL */
    } yield;

    struct
    {
      MlNode            *left;
      MlCompareOperator *ops;      /* as many as comparators */
      MlNodeList        *comparators;
    } compare;

    struct
    {
      MlNode     *func;
      MlNodeList *args;
      MlNodeList *keywords;        /* Keyword */
    } call;

    struct
    {
      MlNode *value;
      int     conversion;          /* 's', 'r', 'a', or -1 for none */
      MlNode *format_spec;         /* JoinedStr, or NULL */
    } formatted_value;

    struct
    {
      MlNodeList *values;          /* Constant and FormattedValue */
    } joined_str;

    struct
    {
      MlObject   *value;           /* owned by the tree: ml_tree_add_constant() */
      const char *string_kind;     /* "u" for a literal with that prefix, otherwise NULL */
    } constant;

    struct
    {
      MlNode     *value;
      const char *attr;
      MlContext   ctx;
    } attribute;

    struct
    {
      MlNode   *value;
      MlNode   *slice;             /* any expression; Slice, or a Tuple in which Slices may stand */
      MlContext ctx;
    } subscript;

    struct
    {
      MlNode   *value;
      MlContext ctx;
    } starred;

    struct
    {
      const char *id;
      MlContext   ctx;
    } name;

    struct
    {
      MlNodeList *elts;
      MlContext   ctx;
    } list;

    struct
    {
      MlNode *lower;               /* or NULL */
      MlNode *upper;               /* or NULL */
      MlNode *step;                /* or NULL */
    } slice;

    /* Parts */

    struct
    {
      MlNode     *target;
      MlNode     *iter;
      MlNodeList *ifs;
      gboolean    is_async;
    } comprehension;

    struct
    {
      MlNode     *type;            /* or NULL */
      const char *name;            /* or NULL */
      MlNodeList *body;
    } except_handler;

    struct
    {
      MlNodeList *posonlyargs;     /* Arg, as all four */
      MlNodeList *args;
      MlNode     *vararg;          /* or NULL */
      MlNodeList *kwonlyargs;
      MlNodeList *kw_defaults;     /* as many as kwonlyargs; NULL items where there is none */
      MlNode     *kwarg;           /* or NULL */
      MlNodeList *defaults;        /* of the last of posonlyargs and args */
    } arguments;

    struct
    {
      const char *arg;
      MlNode     *annotation;      /* or NULL */
    } arg;

    struct
    {
      const char *arg;             /* NULL for `**value` */
      MlNode     *value;
    } keyword;

    struct
    {
      const char *name;            /* dotted; or "*" */
      const char *asname;          /* or NULL */
    } alias;

    struct
    {
      MlNode *context_expr;
      MlNode *optional_vars;       /* or NULL */
    } with_item;

    struct
    {
      MlNode     *pattern;
      MlNode     *guard;           /* or NULL */
      MlNodeList *body;
    } match_case;

    /* Patterns */

    struct
    {
      MlNode *value;
    } match_value;

    struct
    {
      MlObject *value;             /* None, True or False */
    } match_singleton;

    struct
    {
      MlNodeList *patterns;
    } match_sequence;

    struct
    {
      MlNodeList *keys;
      MlNodeList *patterns;
      const char *rest;            /* or NULL */
    } match_mapping;

    struct
    {
      MlNode     *cls;
      MlNodeList *patterns;
      MlNameList *kwd_attrs;
      MlNodeList *kwd_patterns;
    } match_class;

    struct
    {
      const char *name;            /* NULL for `*_` */
    } match_star;

    struct
    {
      MlNode     *pattern;         /* or NULL */
      const char *name;            /* NULL for `_` */
    } match_as;

    /* Type parameters */

    struct
    {
      const char *name;
      MlNode     *bound;           /* or NULL */
      MlNode     *default_value;   /* or NULL */
    } type_var;

    struct
    {
      const char *name;
      MlNode     *default_value;   /* or NULL */
    } param_spec;
  };
};

/* What kinds of fields there are, for code that treats all nodes alike: the dump, a walk over all
 * children. */
typedef enum
{
  ML_FIELD_NODE,      /* MlNode *, may be NULL */
  ML_FIELD_NODES,     /* MlNodeList * */
  ML_FIELD_NAME,      /* const char *, may be NULL */
  ML_FIELD_NAMES,     /* MlNameList * */
  ML_FIELD_OBJECT,    /* MlObject * */
  ML_FIELD_NUMBER,    /* int, guint or gboolean */
  ML_FIELD_CONTEXT,
  ML_FIELD_BOOL_OP,
  ML_FIELD_BINARY_OP,
  ML_FIELD_UNARY_OP,
  ML_FIELD_COMPARE_OPS
} MlFieldType;

typedef struct
{
  const char *name;   /* as in Python */
  MlFieldType type;
  gsize       offset; /* in MlNode */
} MlField;

/* A kind's name as in Python's `ast` module ("FunctionDef"). */
const char    *ml_node_kind_get_name   (MlNodeKind    kind);

/* A kind's fields in the order of Python's grammar, which is the order in the source but for few;
 * the last one is followed by one whose name is NULL. */
const MlField *ml_node_kind_get_fields (MlNodeKind    kind);

/* The operator as written in the abstract grammar: "Add", "NotIn"... */
const char    *ml_context_get_name          (MlContext         context);
const char    *ml_bool_operator_get_name    (MlBoolOperator    op);
const char    *ml_binary_operator_get_name  (MlBinaryOperator  op);
const char    *ml_unary_operator_get_name   (MlUnaryOperator   op);
const char    *ml_compare_operator_get_name (MlCompareOperator op);

G_END_DECLS
