# A module is held by sys.modules and by the names that import bound.
import sys, weakref
before = sys.getrefcount(weakref)
import weakref as again
print(sys.getrefcount(weakref) - before, again is weakref, sys.modules['weakref'] is weakref)
from weakref import ref
print(ref is weakref.ref, sys.getrefcount(weakref) - before)
def f():
    import weakref
    return weakref is again
print(f(), sys.getrefcount(weakref) - before)
del again
print(sys.getrefcount(weakref) - before, weakref.__name__)
