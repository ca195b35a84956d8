/* list-code.c: what the compiler makes of a source, as text for people or for compare-code
 *
 * list-code FILE...             a listing of each
 * list-code --fields FILE...    every field of every code object, one a line
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ml-code.h"
#include "ml-compile.h"
#include "ml-exception.h"
#include "ml-operations.h"
#include "ml-parser.h"
#include "ml-str.h"
#include "ml-tuple.h"

static void
print_repr (MlHeap *heap, MlObject *object)
{
  if (object->type == heap->world->code_type)
    {
      printf ("<code %s>", ml_str_get_utf8 (((MlCode *) object)->name, NULL));
    }
  else if (ml_is_tuple (object))
    {
      printf ("(");
      for (gsize i = 0; i < ml_tuple_get_length (object); i++)
        {
          print_repr (heap, ml_tuple_get (object, i));
          printf (", ");
        }
      printf (")");
    }
  else
    {
      MlObject *text = ml_repr (heap, object);

      printf ("%s", text == NULL ? "?" : ml_str_get_utf8 (text, NULL));
      ml_unref_any (heap, text);
    }
}

static void
print_field (MlHeap *heap, const char *name, MlObject *value)
{
  printf ("%s ", name);
  print_repr (heap, value);
  printf ("\n");
}

static void
print_number (guint32 number)
{
  if (number == ML_NO_COLUMN)
    printf (" None");
  else
    printf (" %u", number);
}

static void
print_instructions (const MlCode *code)
{
  for (guint i = 0; i < code->n_instructions; i++)
    {
      const MlInstruction *instruction = &code->instructions[i];
      const MlPosition *position = &code->positions[i];

      printf ("I %s %d |", ml_opcode_get_name (instruction->op), instruction->arg);

      if (position->line == 0 && position->end_line == 0)
        printf (" None None None None\n");
      else
        {
          print_number (position->line);
          print_number (position->end_line);
          print_number (position->column);
          print_number (position->end_column);
          printf ("\n");
        }
    }

  for (guint i = 0; i < code->n_handlers; i++)
    printf ("H %u %u %u %u %d\n",
            code->handlers[i].start,
            code->handlers[i].end,
            code->handlers[i].target,
            code->handlers[i].depth,
            code->handlers[i].push_last);
}

static void
print_fields (MlHeap *heap, MlCode *code)
{
  printf ("CODE %s\n", ml_str_get_utf8 (code->qualified_name, NULL));
  printf ("counts %u %u %u %u %u %u\n",
          code->n_arguments,
          code->n_positional_only,
          code->n_keyword_only,
          code->n_locals,
          code->flags,
          code->first_line);
  printf ("stack %u\n", code->stack_size);
  print_field (heap, "constants", code->constants);
  print_field (heap, "names", code->names);
  print_field (heap, "locals", code->locals_plus_names);
  printf ("kinds");
  for (guint i = 0; i < code->n_locals_plus; i++)
    printf (" %u", code->locals_plus_kinds[i]);
  printf ("\n");
  print_instructions (code);

  for (gsize i = 0; i < ml_tuple_get_length (code->constants); i++)
    if (ml_tuple_get (code->constants, i)->type == heap->world->code_type)
      print_fields (heap, (MlCode *) ml_tuple_get (code->constants, i));
}

static MlCode *
compile (MlHeap *heap, const char *file, MlTree **tree, MlSyntaxError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (MlSource) source = NULL;
  gsize length;

  if (!g_file_get_contents (file, &bytes, &length, NULL))
    return NULL;

  source = ml_source_new (file, bytes, length, error);
  if (source == NULL)
    return NULL;

  *tree = ml_parse_file (heap, source, error);
  if (*tree == NULL)
    return NULL;

  return ml_compile (heap, *tree, file, ML_COMPILE_FILE, NULL, error);
}

static void
list_file (const char *file, gboolean all_fields)
{
  MlHeap *heap = ml_heap_new ();
  g_autoptr (MlSyntaxError) error = NULL;
  MlWorld *world;
  MlTree *tree = NULL;
  MlCode *code;

  ml_world_init (heap, ml_rules_find (ML_RULES_DEFAULT_VERSION));
  code = compile (heap, file, &tree, &error);
  printf ("FILE %s\n", file);

  if (error != NULL)
    printf ("ERROR %s %u %u %u %u\n",
            error->message,
            error->line,
            error->offset,
            error->end_line,
            error->end_offset);
  else if (code == NULL)
    printf ("RAISED %s\n", heap->raised == NULL ? "nothing" : heap->raised->type->name);
  else if (all_fields)
    print_fields (heap, code);
  else
    {
      g_autofree char *listing = ml_code_disassemble (heap, code);

      printf ("%s", listing);
    }

  if (code != NULL)
    ml_unref (heap, code);
  g_clear_pointer (&tree, ml_tree_free);
  world = heap->world;
  ml_heap_free (heap);
  ml_world_free (world);
}

int
main (int argc, char **argv)
{
  gboolean all_fields = argc > 1 && strcmp (argv[1], "--fields") == 0;

  for (int i = all_fields ? 2 : 1; i < argc; i++)
    list_file (argv[i], all_fields);

  return EXIT_SUCCESS;
}
