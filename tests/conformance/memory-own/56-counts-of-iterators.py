# An iterator holds what it walks over until it has come to the end.
import sys
for make in list, tuple, set, frozenset, dict.fromkeys, lambda x: dict.fromkeys(x).values().mapping:
    c = make([1])
    before = sys.getrefcount(c)
    i = iter(c)
    during = sys.getrefcount(c)
    next(i)
    next(i, None)
    print(type(c).__name__, before, during, sys.getrefcount(c))
s = ''.join(['a', ' b'])
i = iter(s)
print(sys.getrefcount(s))
list(i)
print(sys.getrefcount(s))
