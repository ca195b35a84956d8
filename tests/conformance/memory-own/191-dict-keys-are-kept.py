# A dict keeps the first key; an equal one replaces the value only.
import sys
class K:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
a, b = K(1), K(1)
d = {a: 'a'}
d[b] = 'b'
print(list(d)[0] is a, d, sys.getrefcount(b)) if False else print(list(d)[0] is a, d[a], sys.getrefcount(b))
d = {1: 'int'}; d[True] = 'bool'; d[1.0] = 'float'
print(d)
s = {a}; s.add(b)
print(next(iter(s)) is a, sys.getrefcount(b))
d = {b: 0}; d.update({a: 1}); print(list(d)[0] is b)
print(next(iter(s & {b})) is a, next(iter({b} & s)) is b, next(iter(s | {b})) is a)
