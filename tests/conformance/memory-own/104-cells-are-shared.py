# Functions of one call share a cell; each call has cells of its own.
import sys
def make():
    n = [0]
    def add(): n.append(1); return n
    def see(): return n
    return add, see
a, s = make()
b, t = make()
print(a.__closure__[0] is s.__closure__[0], a.__closure__[0] is b.__closure__[0])
print(a() is s(), s(), t())
print(sys.getrefcount(s()), type(a.__closure__[0]).__name__, a.__closure__[0].cell_contents is s())
del a
print(sys.getrefcount(s.__closure__[0].cell_contents))
