# A name in a module, a local, a cell: each is one reference.
import sys
class N: pass
def f():
    local = N()
    first = sys.getrefcount(local)
    second = local
    def inner(): return local
    return first, sys.getrefcount(local), sys.getrefcount(inner), sys.getrefcount(inner())
print(f())
n = N()
def g():
    global m
    m = n
    return sys.getrefcount(n)
print(sys.getrefcount(n), g(), sys.getrefcount(m))
del m
print(sys.getrefcount(n))
