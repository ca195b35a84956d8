# A finalizer that saves one of the garbage saves all that it reaches; the rest dies.
import gc
gc.collect(); gc.disable()
saved = []
class N:
    def __init__(self, name): self.name = name
    def __del__(self):
        print('del', self.name)
        if self.name == 'a': saved.append(self)
a, b, c = N('a'), N('b'), N('c')
a.b, b.a = b, a
c.me = c
del a, b, c
print(gc.collect(), saved[0].b.name, gc.garbage)
saved.clear()
print(gc.collect())
