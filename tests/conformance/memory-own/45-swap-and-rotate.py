# Swapping moves references; no object is copied and no count changes.
import sys
class N: pass
a, b, c = N(), N(), N()
ids = id(a), id(b), id(c)
a, b = b, a
print((id(b), id(a), id(c)) == ids, [sys.getrefcount(x) for x in (a, b, c)])
a, b, c = c, b, a
print((id(b), id(c), id(a)) == ids, sys.getrefcount(a))
l = [N(), N()]
first = l[0]
l[0], l[1] = l[1], l[0]
print(l[1] is first, sys.getrefcount(first))
l.reverse()
print(l[0] is first, sys.getrefcount(first))
