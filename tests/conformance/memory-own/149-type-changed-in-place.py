# o.__class__ = D lets go of one class and takes hold of the other.
import sys
class C:
    def who(self): return 'C'
class D:
    def who(self): return 'D'
o = C(); o.x = 1
c, d = sys.getrefcount(C), sys.getrefcount(D)
i = id(o)
o.__class__ = D
print(sys.getrefcount(C) - c, sys.getrefcount(D) - d, o.who(), o.x, id(o) == i)
try: o.__class__ = int
except TypeError as e: print(e)
print(type(o) is D)
