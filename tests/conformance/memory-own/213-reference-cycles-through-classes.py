# An instance that its class holds, a class in its own attribute: cycles that only gc ends.
import gc, weakref
gc.collect(); gc.disable()
class C: pass
C.instance = C()
C.me = C
r, s = weakref.ref(C), weakref.ref(C.instance)
del C
print(r() is None, s() is None)
gc.collect()
print(r() is None, s() is None)
def make():
    class Local:
        def m(self): return Local
    return Local()
r = weakref.ref(make())
print(r() is None, gc.collect() > 0)
