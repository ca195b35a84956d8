# A collection of a young generation leaves old garbage alone.
import gc, weakref
gc.collect(); gc.disable()
class N: pass
def old_garbage():
    n = N(); n.me = n
    gc.collect(1); gc.collect(1)
    return weakref.ref(n)
r = old_garbage()
print(gc.collect(0), r() is None)
print(gc.collect(1), r() is None)
print(gc.collect(2), r() is None)
n = N(); n.me = n; r = weakref.ref(n); del n
print(gc.collect(0), r() is None)
