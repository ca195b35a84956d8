# Where a name or an attribute was found is remembered; what changes it must be noticed.
class A:
    def f(self): return 'A.f'
    x = 1
def call(o): return o.f()
a = A()
for i in range(3): print(call(a))
a.f = lambda: 'own'
print(call(a), call(A()))
A.f = lambda self: 'new'
print(call(A()), call(a))
class B(A): pass
b = B()
print(call(b)); print(call(b))
A.f = lambda self: 'newer'
print(call(b))
B.f = lambda self: 'B.f'
print(call(b), call(A()))
c = A()
print(call(c))
c.__dict__ = {'f': lambda: 'dict'}
print(call(c))
d = A(); print(call(d)); d.__dict__['f'] = lambda: 'through dict'; print(call(d)); del d.f; print(call(d))
class P:
    def __init__(self, v): self.v = v
    def set(self, w): self.w = w; return self
def make(v): return P(v)
ps = [make(i).set(i) for i in range(3)]
print([p.__dict__ for p in ps])
def init2(self, v): self.v = v * 10
P.__init__ = init2
print(make(4).v)
p = P(1); p.__dict__ = {}; p.set(5); print(p.__dict__)
def setw(o): o.w = 7
q = P(2); setw(q); setw(q); print(q.w)
P.w = property(lambda s: 'prop', lambda s, v: print('set', v))
setw(q); print(q.w)
del P.w; setw(q); print(q.w)
P.__setattr__ = lambda s, n, v: print('setattr', n, v)
setw(q)
del P.__setattr__
P.__new__ = staticmethod(lambda cls, *a: object.__new__(cls))
print(make(1).v)
q.__class__ = A; print(q.f())
class M(type):
    def __call__(cls, *a): print('meta'); return super().__call__(*a)
class W(metaclass=M):
    def __init__(self, v): self.v = v
def mk(c): return c(1)
print(mk(P).v, mk(W).v, mk(P).v)
class S:
    __slots__ = 'a', 'b'
    def g(self): return self.a
class S2(S):
    __slots__ = ('c',)
s = S2(); s.a = 1; s.c = 3; print(s.g(), s.c, S2.__slots__)
class L(list):
    def n(self): return 'L.n'
def cn(o): return o.n()
l = L(); print(cn(l)); l.n = lambda: 'own n'; print(cn(l)); print(cn(L()))
for k in range(40): setattr(q, 'k%d' % k, k)
def k(o): return o.f()
print(k(q)); q.f = lambda: 'late'; print(k(q))
