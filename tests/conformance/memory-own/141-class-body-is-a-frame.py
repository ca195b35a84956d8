# A class body runs in a frame of its own; its names become the class's attributes.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
class C:
    a = N('a')
    b = a
    temporary = N('temporary')
    del temporary
    print('body', sys.getrefcount(a), sorted(k for k in locals() if k[0] != '_'))
    for i in range(2): pass
print(C.a is C.b, sys.getrefcount(C.a), C.i)
del C.a
C.b = None
print('end')
