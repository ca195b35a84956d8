# A class is held by its name, its order, its two descriptors; each instance holds it once more.
import sys
class C: pass
print(sys.getrefcount(C))
a, b = C(), C()
print(sys.getrefcount(C))
class D(C): pass
print(sys.getrefcount(C), sys.getrefcount(D))
class E(C, metaclass=type): __slots__ = 'x', 'y'
print(sys.getrefcount(C), sys.getrefcount(E))
del a, b
print(sys.getrefcount(C), C.__mro__[0] is C, D.__bases__[0] is C, D.__base__ is C)
