# A call o.m() holds o in self; a bound method that is kept holds it too.
import sys
class C:
    def m(self): return sys.getrefcount(self)
    @classmethod
    def c(cls): return cls is C
    @staticmethod
    def s(x): return sys.getrefcount(x)
o = C()
print(o.m(), C().m(), C.m(o), C.m(C()), C.s(o), o.s(C()), o.c())
b = o.m
print(sys.getrefcount(o), b(), sys.getrefcount(b))
l = [o.m, o.m]
print(sys.getrefcount(o))
del b, l
print(sys.getrefcount(o))
