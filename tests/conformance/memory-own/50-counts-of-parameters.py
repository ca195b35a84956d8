# Caller's name, parameter, argument of getrefcount: 3; a temporary has one less.
import sys
class N: pass
def f(p): return sys.getrefcount(p)
def star(*p): return sys.getrefcount(p[0])
def named(*, p): return sys.getrefcount(p)
def double(**p): return sys.getrefcount(p['p'])
def nested(p): return f(p)
n = N()
print(f(n), f(N()), star(n), star(N()))
print(named(p=n), named(p=N()), double(p=n), double(p=N()))
print(nested(n), nested(N()), f(p=n), f(*[n]), f(**{'p': n}))
print((lambda p: sys.getrefcount(p))(n), sys.getrefcount(n))
