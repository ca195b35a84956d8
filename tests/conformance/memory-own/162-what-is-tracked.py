# Containers are tracked, but not atoms, nor tuples and dicts that hold only atoms.
import gc
class C: pass
class S: __slots__ = ()
c = C()
print([gc.is_tracked(x) for x in (1, 'a', None, 2.5, b'', [], {}, set(), (), frozenset(), c, S(), C)])
print([gc.is_tracked(x) for x in (len, print, gc, lambda: 0, iter([]), range(3), slice(1), object())])
d = {}; d['a'] = 1; print(gc.is_tracked(d), end=' ')
d['b'] = []; print(gc.is_tracked(d), end=' ')
del d['b']; print(gc.is_tracked(d))
t = (1, 'a', c.__class__.__name__); u = ([], 1); v = (1, (2, 3), int('7'))
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v))
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v))
