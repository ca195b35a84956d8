# Death by counting: __del__, then callbacks, then the attributes. In a collected cycle callbacks first.
import gc, weakref
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
n = N('n'); n.part = N('part')
r = weakref.ref(n, lambda r: print('callback'))
del n
print('--')
n = N('cycle'); n.me = n; n.part = N('part')
r = weakref.ref(n, lambda r: print('callback'))
del n
gc.collect()
