# A class is part of cycles: nothing but the collector ends it.
import gc, weakref
gc.collect(); gc.disable()
class C:
    def m(self): pass
r = weakref.ref(C)
del C
print(r() is None)
print(gc.collect(), r() is None)
class Base: pass
class Derived(Base): pass
print(Base.__subclasses__())
del Derived
print(len(Base.__subclasses__()), gc.collect(), Base.__subclasses__())
