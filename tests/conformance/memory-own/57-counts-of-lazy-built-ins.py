# map, filter, zip, enumerate and reversed hold function and iterator, and these the list.
import sys
l = [1]
def f(x): return x
base, base_f = sys.getrefcount(l), sys.getrefcount(f)
for make in (lambda: map(f, l), lambda: filter(f, l), lambda: zip(l, l), lambda: enumerate(l),
             lambda: reversed(l), lambda: iter(l)):
    o = make()
    print(type(o).__name__, sys.getrefcount(l) - base, sys.getrefcount(f) - base_f, end=' ')
    list(o)
    print(sys.getrefcount(l) - base, sys.getrefcount(f) - base_f)
    o = None
print(sys.getrefcount(l) - base)
