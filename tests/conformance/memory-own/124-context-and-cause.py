# An exception raised in a handler holds the one that was handled: __context__, or __cause__.
import sys
try:
    try: raise KeyError('first')
    except KeyError as first:
        keep = first
        raise ValueError('second') from first
except ValueError as second:
    print(second.__context__ is keep, second.__cause__ is keep, second.__suppress_context__)
    print(sys.getrefcount(keep))
print(sys.getrefcount(keep))
try:
    try: raise keep
    except KeyError: raise ValueError('third') from None
except ValueError as third:
    print(third.__context__ is keep, third.__cause__)
