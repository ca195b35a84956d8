# del of a name, an item, a slice, an attribute: each drops one reference.
import sys
class N: pass
n = N()
l, d, o = [n, n, n], {1: n, 2: n}, N()
o.a = o.b = n
m = n
print(sys.getrefcount(n))
del m; print(sys.getrefcount(n))
del l[0]; print(sys.getrefcount(n))
del l[:1]; print(sys.getrefcount(n))
del d[1], o.a; print(sys.getrefcount(n))
del (l, d), [o]; print(sys.getrefcount(n))
try: del m
except NameError as error: print(error)
