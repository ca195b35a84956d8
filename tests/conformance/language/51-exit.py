# SystemExit ends the program with its status and prints nothing.
import sys
try:
    sys.exit(3)
finally:
    print('cleaning up')
