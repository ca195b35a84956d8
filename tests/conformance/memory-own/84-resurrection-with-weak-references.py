# Weak references are cleared only after __del__: an object brought back keeps them.
import weakref
saved = []
class N:
    def __del__(self):
        print('del', r() is self)
        saved.append(self)
n = N()
r = weakref.ref(n, lambda r: print('callback'))
del n
print(r() is saved[0])
saved.clear()
print(r())
