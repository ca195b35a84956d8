# A weak reference's callback does not run if the reference is garbage with its object.
import gc, weakref
gc.collect(); gc.disable()
class N: pass
a = N(); a.me = a
a.r = weakref.ref(a, lambda r: print('inside: never'))
outside = weakref.ref(a, lambda r: print('outside', r() is None))
del a
print(gc.collect())
a = N(); b = N(); a.b, b.a = b, a
a.r = weakref.ref(b, lambda r: print('never'))
del a, b
print(gc.collect() > 0)
