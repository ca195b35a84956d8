# gc.callbacks hears of the beginning and the end of each collection; what it raises is ignored.
import gc, sys
gc.collect(); gc.disable()
def tell(phase, info): print(phase, sorted(info.items()))
gc.callbacks.append(tell)
l = []; l.append(l); del l
print(gc.collect()); gc.collect(0)
sys.unraisablehook = lambda u: print('ignored', u.exc_type.__name__, u.exc_value, u.object is fail, u.err_msg)
def fail(phase, info): raise ValueError(phase)
gc.callbacks[:] = [fail]; gc.collect(1)
gc.callbacks.clear(); print(gc.collect())
