# An exception in a callback is reported; the callbacks after it run all the same.
import sys, weakref
sys.unraisablehook = lambda u: print('hook', u.exc_type.__name__, u.exc_value)
class N: pass
n = N()
def bad(r): raise ValueError('bad')
a = weakref.ref(n, lambda r: print('a'))
b = weakref.ref(n, bad)
c = weakref.ref(n, lambda r: print('c'))
n = None
print('goes on')
