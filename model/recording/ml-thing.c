/* ml-thing.c: the names of the shared words */
#include "ml-thing.h"

static const char *const kind_names[ML_N_KINDS] = {
  [ML_KIND_NONE] = "none",
  [ML_KIND_BOOL] = "bool",
  [ML_KIND_INT] = "int",
  [ML_KIND_FLOAT] = "float",
  [ML_KIND_STR] = "str",
  [ML_KIND_BYTES] = "bytes",
  [ML_KIND_LIST] = "list",
  [ML_KIND_TUPLE] = "tuple",
  [ML_KIND_DICT] = "dict",
  [ML_KIND_SET] = "set",
  [ML_KIND_RANGE] = "range",
  [ML_KIND_FUNCTION] = "function",
  [ML_KIND_BUILTIN] = "builtin",
  [ML_KIND_METHOD] = "method",
  [ML_KIND_GENERATOR] = "generator",
  [ML_KIND_ITERATOR] = "iterator",
  [ML_KIND_CODE] = "code",
  [ML_KIND_CELL] = "cell",
  [ML_KIND_CLASS] = "class",
  [ML_KIND_BUILTIN_CLASS] = "built-in class",
  [ML_KIND_INSTANCE] = "instance",
  [ML_KIND_EXCEPTION] = "exception",
  [ML_KIND_TRACEBACK] = "traceback",
  [ML_KIND_FRAME_OBJECT] = "frame object",
  [ML_KIND_MODULE] = "module",
  [ML_KIND_WEAKREF] = "weak reference",
  [ML_KIND_OTHER] = "other",
  [ML_KIND_FRAME] = "frame",
  [ML_KIND_NATIVE_FRAME] = "native frame",
  [ML_KIND_STORE] = "store",
};

static const char *const event_names[ML_N_EVENTS] = {
  [ML_EVENT_START] = "start",         [ML_EVENT_LINE] = "line",     [ML_EVENT_CALL] = "call",
  [ML_EVENT_RESUME] = "resume",       [ML_EVENT_RETURN] = "return", [ML_EVENT_YIELD] = "yield",
  [ML_EVENT_EXCEPTION] = "exception", [ML_EVENT_END] = "end",       [ML_EVENT_CLOSED] = "closed",
};

static const char *const origin_names[ML_N_ORIGINS] = {
  [ML_ORIGIN_RUN] = "run",
  [ML_ORIGIN_LITERAL] = "literal",
  [ML_ORIGIN_FOLDED] = "folded",
  [ML_ORIGIN_SMALL_INT] = "small int",
  [ML_ORIGIN_INTERNED] = "interned",
  [ML_ORIGIN_CHARACTER] = "character",
  [ML_ORIGIN_SINGLETON] = "singleton",
  [ML_ORIGIN_BUILTIN] = "built-in",
};

const char *
ml_kind_get_name (MlKind kind)
{
  g_return_val_if_fail (kind < ML_N_KINDS, NULL);

  return kind_names[kind];
}

const char *
ml_event_get_name (MlEvent event)
{
  g_return_val_if_fail (event < ML_N_EVENTS, NULL);

  return event_names[event];
}

const char *
ml_origin_get_name (MlOrigin origin)
{
  g_return_val_if_fail (origin < ML_N_ORIGINS, NULL);

  return origin_names[origin];
}
