# A proxy stands for its object without holding it.
import weakref, sys
class N:
    def __init__(self, *a): self.a = list(a)
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
    def __add__(self, o): return ('add', o)
n = N(1, 2); p = weakref.proxy(n)
print(p.a is n.a, len(p), p[1], p + 3, sys.getrefcount(n), isinstance(p, N), weakref.getweakrefcount(n))
p.b = 5; print(n.b); del p.b; print(hasattr(n, 'b'))
del n
try: p.a
except ReferenceError as e: print(e)
m = N(); q = weakref.proxy(m, lambda r: print('callback', r is q)); del m
