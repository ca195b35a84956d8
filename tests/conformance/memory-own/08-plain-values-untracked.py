# A tuple of plain values is let go by the first collection, a dict by a full one.
import gc
gc.collect(); gc.disable()
t = tuple([1, 'a']); u = tuple([t, 2]); d = {'a': []}; d['a'] = 1
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(d))
gc.collect(0); print(gc.is_tracked(t), gc.is_tracked(d))
gc.collect(); print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(d))
d['b'] = t; print(gc.is_tracked(d)); d['c'] = []; print(gc.is_tracked(d))
