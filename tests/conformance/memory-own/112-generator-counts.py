# What a suspended generator holds counts as any name does.
import sys
class N: pass
n = N()
def g(p):
    a = p
    yield sys.getrefcount(p)
    del a
    yield sys.getrefcount(p)
x = g(n)
print(sys.getrefcount(n))
print(next(x), sys.getrefcount(n))
print(next(x), sys.getrefcount(n), sys.getrefcount(x))
print(next(x, 'end'), sys.getrefcount(n))
f = x.gi_frame
print(f, sys.getrefcount(x))
