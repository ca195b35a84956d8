# What is frozen is not looked at: garbage made of it stays until unfreeze().
import gc, weakref
gc.collect(); gc.disable()
class N: pass
n = N(); n.me = n
r = weakref.ref(n)
gc.freeze()
print(gc.get_freeze_count() > 0)
del n
print(gc.collect(), r() is None)
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect(), r() is None)
