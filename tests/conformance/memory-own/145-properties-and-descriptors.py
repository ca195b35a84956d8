# A property's functions are held by it; reading one calls, and keeps nothing.
import sys
class N: pass
class C:
    def __init__(self): self.n = N()
    @property
    def p(self): return self.n
    @p.setter
    def p(self, value): self.n = value
c = C()
print(c.p is c.n, sys.getrefcount(c.p), sys.getrefcount(c.n))
c.p = new = N()
print(sys.getrefcount(new), c.n is new)
print(C.p is C.p, C.p.fget is C.__dict__['p'].fget, sys.getrefcount(C.p.fset))
class D:
    def __get__(self, o, cls): return o, cls
    def __set__(self, o, value): o.__dict__['d'] = value
class E: d = D()
e = E(); e.d = 1
print(e.d[0] is e, e.d[1] is E, E.d[0], vars(e), sys.getrefcount(e))
