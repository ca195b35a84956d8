# copy.copy shares, deepcopy copies once what is found twice; classes can say how.
import copy
class C:
    def __init__(self, v): self.v = v
    def __copy__(self): print('copy'); return C(self.v)
    def __deepcopy__(self, memo): print('deepcopy', type(memo).__name__); return C(copy.deepcopy(self.v, memo))
c = C([]); print(copy.copy(c).v is c.v, copy.deepcopy([c, c])[0].v is c.v)
class S: __slots__ = ('a', 'b')
s = S(); s.a = [1]; t = copy.copy(s); u = copy.deepcopy(s); print(t.a is s.a, u.a, u.a is s.a, hasattr(u, 'b'))
class L(list): pass
l = L([[1]]); l.x = [2]; m = copy.deepcopy(l); print(type(m).__name__, m, m.x, m[0] is l[0], m.x is l.x, copy.copy(l)[0] is l[0])
class T(tuple): pass
x = T(([],)); print(type(copy.copy(x)).__name__, copy.copy(x)[0] is x[0], copy.deepcopy(x)[0] is x[0])
class P: pass
p = P(); p.me = p; p.o = [p]; q = copy.deepcopy(p); print(q.me is q, q.o[0] is q, q is p)
print(copy.deepcopy({(1, 2): {3}}), copy.copy(P) is P, copy.copy(len) is len, copy.deepcopy(int) is int)
f = lambda: 0; print(copy.copy(f) is f, copy.deepcopy([f])[0] is f, copy.copy(None), copy.copy({1: 2}), copy.copy({1}))
