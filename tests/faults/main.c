/* main.c: the command line with planted faults; --list names them */
#include <locale.h>

#include "ml-command-line.h"
#include "ml-fault.h"

int
main (int argc, char **argv)
{
  int status = 2;

  setlocale (LC_ALL, "");

  if (argc == 2 && g_str_equal (argv[1], "--list"))
    {
      for (MlFault fault = 0; fault < ML_N_FAULTS; fault++)
        g_print ("%s\n", ml_fault_get_name (fault));

      return 0;
    }

  ml_command_line_run (argc, argv, &status);

  return status;
}
