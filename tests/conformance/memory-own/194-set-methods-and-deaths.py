# A set lets go of what discard, pop, and the in-place operations take out.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
a, b = N('a'), N('b')
s = {a, b}
s &= {a}
print(sys.getrefcount(a), sys.getrefcount(b))
s |= {b}
s -= {b}
print(sys.getrefcount(b), len(s))
s ^= {a, b}
print(sys.getrefcount(a), sys.getrefcount(b))
t = s | {a}; u = frozenset({a})
print(sys.getrefcount(a), len(u))
s.clear(); t.clear()
print(sys.getrefcount(a))
del a, b
print('only the frozenset')
u -= u
print('end')
