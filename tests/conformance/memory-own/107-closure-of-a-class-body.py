# __class__ of a method is a cell that holds the class: a cycle of its own.
import sys
class A:
    def m(self): return 1
class B:
    def m(self): return super().__init__
class C:
    def m(self): return __class__
print(A.m.__closure__, B.m.__closure__[0].cell_contents is B, C().m() is C)
print([sys.getrefcount(x) for x in (A, B, C)])
def make():
    n = 1
    class D:
        value = n
        def m(self): return n
    return D
print(make().m.__closure__[0].cell_contents, make().value)
