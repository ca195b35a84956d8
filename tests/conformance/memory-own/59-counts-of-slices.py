# A slice object holds its bounds; a slice of a list holds the items.
import sys
class N:
    def __index__(self): return 1
a, b = N(), N()
s = slice(a, b)
print(sys.getrefcount(a), sys.getrefcount(b), s.start is a)
l = [a, b]
m = l[s.start:]
print(m[0] is b, sys.getrefcount(b))
l[0:0] = [a, a]
print(sys.getrefcount(a))
del l[0:2], s
print(sys.getrefcount(a), sys.getrefcount(b))
