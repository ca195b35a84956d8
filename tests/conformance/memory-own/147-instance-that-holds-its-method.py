# An instance that stores its own bound method is a cycle.
import gc, weakref
gc.collect(); gc.disable()
class C:
    def __init__(self): self.f = self.m
    def m(self): pass
r = weakref.ref(C())
print(r() is None, gc.collect(), r() is None)
class D:
    def __init__(self): self.f = lambda: self
r = weakref.ref(D())
print(r() is None, gc.collect(), r() is None)
class E:
    def __init__(self): self.f = E.m
    def m(self): pass
r = weakref.ref(E())
print(r() is None, gc.collect())
