# An exception in __del__ is reported to sys.unraisablehook, and the program goes on.
import sys
def hook(u):
    print('hook', u.exc_type.__name__, u.exc_value, u.object.__name__)
sys.unraisablehook = hook
class N:
    def __del__(self):
        print('del')
        1 // 0
n = N()
n = None
print('goes on')
try:
    [N()][1]
except IndexError as error:
    print(error)
def f(x): raise ValueError('mine')
try: f(N())
except ValueError as error: print(error)
print('end')
