# vars(o) is the storage itself: it outlives the instance that it belonged to.
import sys
class N:
    def __del__(self): print('dies')
class C: pass
c = C(); c.n = N()
d = vars(c)
print(d is c.__dict__, sys.getrefcount(d))
d['m'] = 1
print(c.m)
c.__dict__ = {'n': 2}
print(c.n, list(d), sys.getrefcount(d))
other = C(); other.__dict__ = d
del d
print(other.m)
del other
print('end')
