# Unpacking with * and ** into displays adds references, and copies nothing.
import sys
class N: pass
n = N()
a = [n, n]
b = [*a, *a]
print(sys.getrefcount(n))
t = (*a,); s = {*a}; d = {**{'x': n}, 'y': n}
print(sys.getrefcount(n), len(s), len(t))
def f(*args, **kw): return sys.getrefcount(n)
print(f(*a), f(**d), f(*a, **d), f(n, *a))
print(sys.getrefcount(n), sys.getrefcount(a))
