# The numbers that the collector gives are objects like all others.
import gc, sys
gc.disable()
for i in range(300): gc.collect(0)
n = gc.get_stats()[0]['collections']; print(n > 256, sys.getrefcount(n))
keep = []
gc.callbacks.append(lambda phase, info: keep.append((phase, info)))
for i in range(300): l = []; l.append(l)
del l; print(gc.collect()); del gc.callbacks[:]
print([phase for phase, info in keep], keep[1][1])
n = keep[1][1]['collected']; print(sys.getrefcount(n)); del keep; print(sys.getrefcount(n))
