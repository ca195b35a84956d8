/* ml-code-listing.c: the instructions of a code object as text */

#include "ml-code.h"

#include "ml-exception.h"
#include "ml-operations.h"
#include "ml-str.h"
#include "ml-tuple.h"

static const char *const names[] = {
#define NAME_ENTRY(name, argument, effect) #name,
  ML_OPCODES (NAME_ENTRY)
#undef NAME_ENTRY
};

static const guint8 arguments[] = {
#define ARGUMENT_ENTRY(name, argument, effect) ML_ARG_##argument,
  ML_OPCODES (ARGUMENT_ENTRY)
#undef ARGUMENT_ENTRY
};

static const char *const binary_texts[] = {
#define TEXT_ENTRY(name, text) text,
  ML_BINARY_ARGS (TEXT_ENTRY)
#undef TEXT_ENTRY
};

static const char *const intrinsic_1_names[] = {
#define INTRINSIC_ENTRY(name) #name,
  ML_INTRINSICS_1 (INTRINSIC_ENTRY)
#undef INTRINSIC_ENTRY
};

static const char *const intrinsic_2_names[] = {
#define INTRINSIC_ENTRY(name) #name,
  ML_INTRINSICS_2 (INTRINSIC_ENTRY)
#undef INTRINSIC_ENTRY
};

const char *
ml_opcode_get_name (MlOpcode op)
{
  return names[op];
}

MlArgument
ml_opcode_get_argument (MlOpcode op)
{
  return arguments[op];
}

static const char *
get_local_name (MlCode *self, int index)
{
  return ml_str_get_utf8 (ml_tuple_get (self->locals_plus_names, index), NULL);
}

static void
append_constant (MlHeap *heap, GString *out, MlObject *constant)
{
  MlObject *text;

  if (constant->type == heap->world->code_type)
    {
      g_string_append_printf (
          out, "(<code object %s>)", ml_str_get_utf8 (((MlCode *) constant)->name, NULL));
      return;
    }

  text = ml_repr (heap, constant);
  if (text == NULL)
    {
      ml_clear_raised (heap);
      return;
    }

  g_string_append_printf (out, "(%s)", ml_str_get_utf8 (text, NULL));
  ml_unref (heap, text);
}

static void
append_comparison (GString *out, int arg)
{
  static const char *const texts[] = { "<", "<=", "==", "!=", ">", ">=" };

  g_string_append_printf (
      out, arg & ML_COMPARE_TO_BOOL ? "(bool(%s))" : "(%s)", texts[ML_COMPARE_OF_ARG (arg)]);
}

static void
append_binary (GString *out, int arg)
{
  gboolean is_inplace = arg >= ML_BINARY_ARG_INPLACE;

  g_string_append_printf (out,
                          "(%s%s)",
                          binary_texts[is_inplace ? arg - ML_BINARY_ARG_INPLACE : arg],
                          is_inplace ? "=" : "");
}

/* What the argument means. */
static void
append_meaning (MlHeap *heap, GString *out, MlCode *self, const MlInstruction *instruction)
{
  int arg = instruction->arg;
  MlArgument kind = ml_opcode_get_argument (instruction->op);

  switch (kind)
    {
    case ML_ARG_CONSTANT:
      append_constant (heap, out, ml_tuple_get (self->constants, arg));
      break;

    case ML_ARG_NAME:
    case ML_ARG_NAME_1:
    case ML_ARG_NAME_2:
      arg >>= kind - ML_ARG_NAME;
      g_string_append_printf (out, "(%s)", ml_str_get_utf8 (ml_tuple_get (self->names, arg), NULL));
      break;

    case ML_ARG_LOCAL:
    case ML_ARG_CELL:
      g_string_append_printf (out, "(%s)", get_local_name (self, arg));
      break;

    case ML_ARG_LOCAL_PAIR:
      g_string_append_printf (
          out, "(%s, %s)", get_local_name (self, arg >> 4), get_local_name (self, arg & 15));
      break;

    case ML_ARG_JUMP:
      g_string_append_printf (out, "(to %d)", arg);
      break;

    case ML_ARG_BINARY:
      append_binary (out, arg);
      break;

    case ML_ARG_COMPARE:
      append_comparison (out, arg);
      break;

    case ML_ARG_INTRINSIC_1:
      g_string_append_printf (out, "(%s)", intrinsic_1_names[arg]);
      break;

    case ML_ARG_INTRINSIC_2:
      g_string_append_printf (out, "(%s)", intrinsic_2_names[arg]);
      break;

    case ML_ARG_NONE:
    case ML_ARG_NUMBER:
    case ML_ARG_INVERT:
    case ML_ARG_CONVERSION:
    case ML_ARG_FUNCTION:
      break;
    }
}

static void
append_instruction (MlHeap *heap, GString *out, MlCode *self, guint index)
{
  const MlInstruction *instruction = &self->instructions[index];
  const MlPosition *position = &self->positions[index];
  gboolean has_line = position->line != 0 || position->end_line != 0;
  guint start = out->len;

  if (has_line && (index == 0 || position->line != self->positions[index - 1].line))
    g_string_append_printf (out, "%5u %5u ", position->line, index);
  else
    g_string_append_printf (out, "%5s %5u ", has_line ? "" : "--", index);

  g_string_append (out, ml_opcode_get_name (instruction->op));

  if (ml_opcode_get_argument (instruction->op) != ML_ARG_NONE)
    {
      g_string_append_printf (out, "%*s", MAX (1, 40 - (int) (out->len - start)), "");
      g_string_append_printf (out, "%d ", instruction->arg);
      append_meaning (heap, out, self, instruction);
    }

  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static void
append_handlers (GString *out, const MlCode *self)
{
  for (guint i = 0; i < self->n_handlers; i++)
    {
      const MlHandler *handler = &self->handlers[i];

      g_string_append_printf (out,
                              "  %u to %u -> %u [%u]%s\n",
                              handler->start,
                              handler->end - 1,
                              handler->target,
                              handler->depth,
                              handler->push_last ? " lasti" : "");
    }
}

static void
append_code (MlHeap *heap, GString *out, MlCode *self)
{
  for (guint i = 0; i < self->n_instructions; i++)
    append_instruction (heap, out, self, i);

  if (self->n_handlers > 0)
    g_string_append (out, "ExceptionTable:\n");
  append_handlers (out, self);
}

char *
ml_code_disassemble (MlHeap *heap, MlCode *self)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  GString *out = g_string_new (NULL);

  g_ptr_array_add (waiting, self);

  /* One code object after the other: how deep they stand in each other does not matter. */
  for (guint i = 0; i < waiting->len; i++)
    {
      MlCode *code = waiting->pdata[i];

      if (i > 0)
        g_string_append_printf (
            out, "\nDisassembly of %s:\n", ml_str_get_utf8 (code->qualified_name, NULL));
      append_code (heap, out, code);

      for (gsize j = 0; j < ml_tuple_get_length (code->constants); j++)
        if (ml_tuple_get (code->constants, j)->type == heap->world->code_type)
          g_ptr_array_add (waiting, ml_tuple_get (code->constants, j));
    }

  return g_string_free (out, FALSE);
}
