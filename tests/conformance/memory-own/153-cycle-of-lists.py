# A list that holds itself is not freed by counting; the collector counts it as one.
import gc
gc.collect(); gc.disable()
l = []; l.append(l)
print(l, gc.is_tracked(l))
del l
print(gc.collect())
a, b = [], []
a.append(b); b.append(a)
del a
print(gc.collect(), b)
del b
print(gc.collect())
for i in range(5):
    x = []; x.append(x)
del x
print(gc.collect(), gc.collect())
