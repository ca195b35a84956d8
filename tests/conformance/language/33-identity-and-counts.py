# is compares identities; sys.getrefcount counts holders, its own argument among them.
import gc, sys
a = []
b = a
print(a is b, a is not [], a == [], id(a) == id(b), sys.getrefcount(a))
c = [a, a, {'k': a}]
print(sys.getrefcount(a))
del c[0], b
print(sys.getrefcount(a))
c = None
print(sys.getrefcount(a), sys.getrefcount([]), sys.getrefcount(object()))
def inside(x): return sys.getrefcount(x)
print(inside(a), inside([]), sys.getrefcount(None) == sys.getrefcount(1))
print(256 is int('256'), 257 is int('257'), 'ab' is 'a' + 'b', () is tuple([]), None is None)
class Node:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
n = Node('one')
n = Node('two')
del n
x, y = Node('x'), Node('y')
x.other, y.other = y, x
del x, y
print('still there')
print(gc.collect() > 0)
print(gc.isenabled(), gc.get_threshold(), gc.is_tracked([]), gc.is_tracked(5))
gc.disable(); print(gc.isenabled()); gc.enable()
print(id([]) == id([]), sys.getsizeof([]), sys.getsizeof(0), sys.getsizeof('abc'), sys.getsizeof({}), sys.getsizeof(()))
last = Node('at exit')
for work in (lambda: sys.getrefcount(), lambda: gc.collect(5), lambda: gc.collect('a'), lambda: sys.getrefcount(1, 2), lambda: id(), lambda: sys.getsizeof(), lambda: sys.intern(5), lambda: sys.setrecursionlimit('a')):
    try: print(work())
    except Exception as e: print(type(e).__name__, '-', e)
