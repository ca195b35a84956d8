# All finalizers of the garbage run first, and see each other whole; only then is it freed.
import gc
gc.collect(); gc.disable()
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, 'sees', self.other.name, self.other.other is self)
a, b = N('a'), N('b')
a.other, b.other = b, a
del a, b
print(gc.collect())
