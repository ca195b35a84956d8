# A weak reference does not count, and gives None once its object is gone.
import sys, weakref
class N: pass
n = N()
before = sys.getrefcount(n)
r = weakref.ref(n)
print(sys.getrefcount(n) - before, r() is n, weakref.getweakrefcount(n), type(r).__name__)
print(weakref.ref(n) is r, sys.getrefcount(r))
c = weakref.ref(n, lambda r: print('callback'))
print(c is r, c == r, weakref.getweakrefs(n) == [r, c], hash(r) == hash(n))
m = r()
del n
print(r() is m)
del m
print(r(), c.__callback__, weakref.getweakrefcount(r))
for x in 1, 'a', (), None, [], {}:
    try: weakref.ref(x)
    except TypeError as error: print(error)
