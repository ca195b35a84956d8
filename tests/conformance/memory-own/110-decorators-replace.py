# A decorator's result is bound; the plain function lives only as long as somebody holds it.
import sys, weakref
refs = []
def forget(f):
    refs.append(weakref.ref(f))
    return 'replaced'
def wrap(f):
    refs.append(weakref.ref(f))
    def inner(*a): return f(*a)
    return inner
@forget
def a(): pass
@wrap
def b(x): return x
print(a, b(3), [r() is None for r in refs], sys.getrefcount(refs[1]()))
del b
print([r() is None for r in refs])
