# getattr() and operators through attribute look-up leave no reference behind.
import sys
class C:
    x = []
o = C()
x = C.x
base = sys.getrefcount(x)
getattr(o, 'x'); o.x; C.x; vars(C)['x']
print(sys.getrefcount(x) - base)
y = o.x
print(sys.getrefcount(x) - base, sys.getrefcount(o.x) - base, sys.getrefcount(getattr(o, 'x')) - base)
o.x = x
print(sys.getrefcount(o.x) - base)
delattr(o, 'x')
del y
print(sys.getrefcount(x) - base)
