# WeakKeyDictionary and WeakSet forget what nobody else holds.
import weakref
class N:
    def __init__(self, n): self.n = n
a, b = N('a'), N('b')
d = weakref.WeakKeyDictionary(); d[a] = 1; d[b] = [2]
print(len(d), d[a], b in d, sorted(v if v == 1 else 0 for v in d.values()))
del a; print(len(d), [k.n for k in d], [r() is b for r in d.keyrefs()])
s = weakref.WeakSet([b]); c = N('c'); s.add(c)
print(len(s), c in s, sorted(x.n for x in s)); del c; print(len(s), [x.n for x in s])
s.discard(b); s.discard(b); print(len(s))
try: s.remove(b)
except KeyError: print('KeyError')
print(s.pop() if s else 'empty')
