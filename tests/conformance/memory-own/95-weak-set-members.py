# A WeakSet's members count as long as somebody else holds them.
import weakref
class N:
    def __init__(self, name): self.name = name
s = weakref.WeakSet()
l = [N(c) for c in 'abc']
for n in l: s.add(n)
print(len(s), n in s, sorted(x.name for x in s))
n = l.pop()
print(len(s))
n = None
print(len(s), sorted(x.name for x in s))
t = s | {l[0]}
print(type(t).__name__, len(t), l[0] in t, N('x') in t)
s.discard(l[0])
x = s.pop()
print(x is l[1], len(s))
l.clear()
print(len(t)); x = None; print(len(t))
