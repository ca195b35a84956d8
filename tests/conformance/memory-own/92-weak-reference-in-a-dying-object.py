# A weak reference that dies with its object, or before it, calls nothing.
import weakref
class N: pass
n = N()
n.r = weakref.ref(n, lambda r: print('never'))
del n
print('gone')
n = N()
m = N()
m.r = weakref.ref(n, lambda r: print('callback', r() is None))
del n
print('one gone')
n = N()
m.r = weakref.ref(n, lambda r: print('never'))
del m
del n
print('both gone')
