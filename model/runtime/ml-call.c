/* ml-call.c: arguments find their parameters */
#include "ml-interpreter-private.h"

#include <string.h>

#include "ml-dict.h"
#include "ml-exception.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-suggestion.h"
#include "ml-tuple.h"

/* One call being prepared: the arguments are owned here until they stand in the frame. */
typedef struct
{
  MlHeap *heap;
  MlFunction *function;
  MlCode *code;
  MlFrame *frame;
  MlObject **args; /* positional ones, then one for each of kw_names; NULL where moved */
  gsize n_args;
  MlObject *kw_names;
  guint n_named; /* parameters with names: positional and keyword-only */
} Call;

static const char *
get_name (const Call *call)
{
  return ml_str_get_utf8 (call->function->qualified_name, NULL);
}

static MlObject *
get_parameter (const Call *call, guint index)
{
  return ml_tuple_get (call->code->locals_plus_names, index);
}

/* "'a', 'b', and 'c'", as CPython joins names. */
static char *
join_names (GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (text, names->len == 2 ? " and " : i + 1 == names->len ? ", and " : ", ");

      g_string_append_printf (text, "'%s'", ml_str_get_utf8 (g_ptr_array_index (names, i), NULL));
    }

  return g_string_free (text, FALSE);
}

static gboolean
raise_missing (const Call *call, guint first, guint end, const char *kind)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = first; i < end; i++)
    if (call->frame->slots[i] == NULL)
      g_ptr_array_add (missing, get_parameter (call, i));

  names = join_names (missing);
  ml_raise (call->heap,
            call->heap->world->type_error,
            "%s() missing %u required %s argument%s: %s",
            get_name (call),
            missing->len,
            kind,
            missing->len == 1 ? "" : "s",
            names);

  return FALSE;
}

static guint
count_given_keyword_only (const Call *call)
{
  guint n = 0;

  for (guint i = call->code->n_arguments; i < call->n_named; i++)
    n += call->frame->slots[i] != NULL;

  return n;
}

static gboolean
raise_too_many (const Call *call)
{
  guint n_parameters = call->code->n_arguments;
  guint n_defaults =
      call->function->defaults != NULL ? ml_tuple_get_length (call->function->defaults) : 0;
  guint n_keyword_only = count_given_keyword_only (call);
  g_autofree char *takes = NULL;
  g_autofree char *extra = NULL;

  if (n_defaults > 0)
    takes = g_strdup_printf ("from %u to %u", n_parameters - n_defaults, n_parameters);
  else
    takes = g_strdup_printf ("%u", n_parameters);

  if (n_keyword_only > 0)
    extra = g_strdup_printf (" positional argument%s (and %u keyword-only argument%s)",
                             call->n_args != 1 ? "s" : "",
                             n_keyword_only,
                             n_keyword_only != 1 ? "s" : "");

  ml_raise (call->heap,
            call->heap->world->type_error,
            "%s() takes %s positional argument%s but %" G_GSIZE_FORMAT "%s %s given",
            get_name (call),
            takes,
            n_defaults > 0 || n_parameters != 1 ? "s" : "",
            call->n_args,
            extra != NULL ? extra : "",
            call->n_args == 1 && n_keyword_only == 0 ? "was" : "were");

  return FALSE;
}

static void
move_positional (Call *call)
{
  gsize n = MIN (call->n_args, call->code->n_arguments);

  memcpy (call->frame->slots, call->args, n * sizeof (MlObject *));
  memset (call->args, 0, n * sizeof (MlObject *));
}

/* *args: the tuple of what is left over. */
static gboolean
collect_rest (Call *call)
{
  guint n_parameters = call->code->n_arguments;
  gsize n_rest = call->n_args > n_parameters ? call->n_args - n_parameters : 0;
  MlObject *rest;

  if (!(call->code->flags & ML_CODE_VARARGS))
    return TRUE;

  rest = ml_tuple_new_from (call->heap, call->args + call->n_args - n_rest, n_rest);

  if (rest == NULL)
    return FALSE;

  call->frame->slots[call->n_named] = rest;

  for (gsize i = call->n_args - n_rest; i < call->n_args; i++)
    ml_unref (call->heap, g_steal_pointer (&call->args[i]));

  return TRUE;
}

/* The parameter called @name, -1: none. */
static int
find_parameter (const Call *call, MlObject *name, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (get_parameter (call, i) == name)
      return i;

  for (guint i = first; i < end; i++)
    if (ml_str_equal (get_parameter (call, i), name))
      return i;

  return -1;
}

static const char *
suggest_parameter (const Call *call, const char *wrong)
{
  g_autofree const char **names = g_new (const char *, call->n_named);
  gsize n = 0;

  for (guint i = call->code->n_positional_only; i < call->n_named; i++)
    names[n++] = ml_str_get_utf8 (get_parameter (call, i), NULL);

  return ml_suggest (wrong, names, n);
}

static gboolean
raise_unexpected_keyword (const Call *call, MlObject *name)
{
  g_autoptr (GPtrArray) wrong = g_ptr_array_new ();

  for (gsize i = 0; i < ml_tuple_get_length (call->kw_names); i++)
    {
      MlObject *keyword = ml_tuple_get (call->kw_names, i);

      if (find_parameter (call, keyword, 0, call->code->n_positional_only) >= 0)
        g_ptr_array_add (wrong, keyword);
    }

  if (wrong->len > 0)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < wrong->len; i++)
        g_string_append_printf (
            names, "%s%s", i > 0 ? ", " : "", ml_str_get_utf8 (g_ptr_array_index (wrong, i), NULL));

      ml_raise (call->heap,
                call->heap->world->type_error,
                "%s() got some positional-only arguments passed as keyword arguments: '%s'",
                get_name (call),
                names->str);
    }
  else
    {
      const char *given = ml_str_get_utf8 (name, NULL);
      const char *right = suggest_parameter (call, given);

      ml_raise (call->heap,
                call->heap->world->type_error,
                "%s() got an unexpected keyword argument '%s'%s%s%s",
                get_name (call),
                given,
                right != NULL ? ". Did you mean '" : "",
                right != NULL ? right : "",
                right != NULL ? "'?" : "");
    }

  return FALSE;
}

static gboolean
place_keyword (Call *call, MlObject *name, MlObject **value, MlObject *rest)
{
  int at = find_parameter (call, name, call->code->n_positional_only, call->n_named);

  if (at < 0)
    {
      if (rest == NULL)
        return raise_unexpected_keyword (call, name);

      return ml_dict_set_take (call->heap, rest, ml_ref (name), g_steal_pointer (value));
    }

  if (call->frame->slots[at] != NULL)
    {
      ml_raise (call->heap,
                call->heap->world->type_error,
                "%s() got multiple values for argument '%s'",
                get_name (call),
                ml_str_get_utf8 (name, NULL));
      return FALSE;
    }

  call->frame->slots[at] = g_steal_pointer (value);

  return TRUE;
}

static gboolean
place_keywords (Call *call)
{
  guint at_rest = call->n_named + (call->code->flags & ML_CODE_VARARGS ? 1 : 0);
  MlObject *rest = NULL;

  if (call->code->flags & ML_CODE_VARKEYWORDS)
    {
      rest = ml_dict_new (call->heap);

      if (rest == NULL)
        return FALSE;

      call->frame->slots[at_rest] = rest;
    }

  for (gsize i = 0; call->kw_names != NULL && i < ml_tuple_get_length (call->kw_names); i++)
    if (!place_keyword (
            call, ml_tuple_get (call->kw_names, i), &call->args[call->n_args + i], rest))
      return FALSE;

  return TRUE;
}

static gboolean
fill_defaults (Call *call)
{
  MlObject *defaults = call->function->defaults;
  guint n_parameters = call->code->n_arguments;
  guint n_defaults = defaults != NULL ? ml_tuple_get_length (defaults) : 0;
  guint n_required = n_parameters - n_defaults;

  for (guint i = 0; i < n_required; i++)
    if (call->frame->slots[i] == NULL)
      return raise_missing (call, 0, n_required, "positional");

  for (guint i = n_required; i < n_parameters; i++)
    if (call->frame->slots[i] == NULL)
      call->frame->slots[i] = ml_ref (ml_tuple_get (defaults, i - n_required));

  return TRUE;
}

static gboolean
fill_keyword_defaults (Call *call)
{
  MlObject *defaults = call->function->keyword_defaults;
  gboolean complete = TRUE;

  for (guint i = call->code->n_arguments; i < call->n_named; i++)
    {
      MlObject *value;

      if (call->frame->slots[i] != NULL)
        continue;

      value =
          defaults != NULL ? ml_dict_get_str (call->heap, defaults, get_parameter (call, i)) : NULL;

      if (value != NULL)
        call->frame->slots[i] = ml_ref (value);
      else
        complete = FALSE;
    }

  return complete || raise_missing (call, call->code->n_arguments, call->n_named, "keyword-only");
}

/* The general way, in CPython's order, which decides what is complained of first. */
static gboolean
bind (Call *call)
{
  move_positional (call);

  return collect_rest (call) && place_keywords (call) &&
         (call->n_args <= call->code->n_arguments || call->code->flags & ML_CODE_VARARGS ||
          raise_too_many (call)) &&
         fill_defaults (call) && fill_keyword_defaults (call);
}

static inline gboolean
is_simple (const MlCode *code, gsize n_args, MlObject *kw_names)
{
  return n_args == code->n_arguments && kw_names == NULL && code->n_keyword_only == 0 &&
         !(code->flags & (ML_CODE_VARARGS | ML_CODE_VARKEYWORDS));
}

/* The general way to ml_call_prepare(). */
static MlFrame *
prepare_any (MlHeap *heap, MlFunction *function, MlObject **args, gsize n_args, MlObject *kw_names)
{
  MlCode *code = function->code;
  gsize n_all = n_args + (kw_names != NULL ? ml_tuple_get_length (kw_names) : 0);
  Call call = { heap, function, code,     NULL,
                args, n_args,   kw_names, code->n_arguments + code->n_keyword_only };
  MlNative native;

  if (G_UNLIKELY (ml_interpreter_is_too_deep (heap)))
    {
      for (gsize i = 0; i < n_all; i++)
        ml_unref (heap, args[i]);

      return ml_raise (heap, heap->world->recursion_error, "maximum recursion depth exceeded");
    }

  call.frame = ml_frame_push (heap, function, NULL, 0);

  if (bind (&call))
    {
      for (gsize i = 0; i < n_all; i++)
        ml_unref_any (heap, g_steal_pointer (&args[i]));

      return call.frame;
    }

  /* What dies of it finds every reference accounted for. */
  ml_native_enter (heap, &native, "call", args, n_all);
  ml_frame_enter (heap, call.frame);
  ml_frame_leave (heap, call.frame);
  ml_native_leave (heap, &native);

  return NULL;
}

MlFrame *
ml_call_prepare (MlHeap *heap,
                 MlFunction *function,
                 MlObject **args,
                 gsize n_args,
                 MlObject *kw_names)
{
  MlFrame *frame;

  if (G_UNLIKELY (function->code->caches == NULL))
    ml_code_prepare (function->code);

  if (G_UNLIKELY (!is_simple (function->code, n_args, kw_names) ||
                  ml_interpreter_is_too_deep (heap)))
    return prepare_any (heap, function, args, n_args, kw_names);

  frame = ml_frame_push (heap, function, NULL, n_args);

  for (gsize i = 0; i < n_args; i++)
    frame->slots[i] = args[i];

  return frame;
}

MlObject *
ml_call_function (MlHeap *heap,
                  MlObject *self,
                  MlObject *const *args,
                  gsize n_args,
                  MlObject *kw_names)
{
  gsize n_all = n_args + (kw_names != NULL ? ml_tuple_get_length (kw_names) : 0);
  MlObject **own = g_newa (MlObject *, n_all + 1);
  MlFrame *frame;

  for (gsize i = 0; i < n_all; i++)
    own[i] = ml_ref (args[i]);

  frame = ml_call_prepare (heap, (MlFunction *) self, own, n_args, kw_names);

  if (frame == NULL)
    return NULL;

  frame->is_entry = TRUE;
  ml_frame_enter (heap, frame);

  return ml_evaluate (heap, frame);
}

MlObject *
ml_call_method_object (MlHeap *heap,
                       MlObject *object,
                       MlObject *const *args,
                       gsize n_args,
                       MlObject *kw_names)
{
  MlMethodObject *self = (MlMethodObject *) object;
  gsize n_all = n_args + (kw_names != NULL ? ml_tuple_get_length (kw_names) : 0);
  MlObject **all = g_newa (MlObject *, n_all + 1);

  all[0] = self->self;

  if (n_all > 0)
    memcpy (all + 1, args, n_all * sizeof (MlObject *));

  return ml_call (heap, self->function, all, n_args + 1, kw_names);
}

MlObject *
ml_run_code (MlHeap *heap, MlCode *code, MlObject *globals, MlObject *locals)
{
  MlInterpreter *self = ml_interpreter_get (heap);
  MlObject *builtins = ml_dict_get_str (heap, globals, ml_name (heap, __builtins__));
  MlObject *function;
  MlFrame *frame;

  if (ml_interpreter_is_too_deep (heap))
    return ml_raise (heap, heap->world->recursion_error, "maximum recursion depth exceeded");

  if (builtins == NULL || !ml_is_dict (builtins))
    builtins = self->builtins;

  function = ml_function_new (heap, code, globals, builtins);

  if (function == NULL)
    return NULL;

  if (code->caches == NULL)
    ml_code_prepare (code);

  frame = ml_frame_push (heap, (MlFunction *) function, locals, 0);
  ml_unref (heap, function);
  frame->is_entry = TRUE;
  ml_frame_enter (heap, frame);

  return ml_evaluate (heap, frame);
}
