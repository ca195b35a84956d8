# Every container that holds an object is one more reference, each time it holds it.
import sys
class N: pass
n = N()
def count(): return sys.getrefcount(n) - 1
print(count())
l = [n]; print(count())
t = (n, n); print(count())
d = {'a': n, n: 'b'}; print(count())
s = {n}; f = frozenset(s); print(count())
l.append(l[0]); print(count())
l2 = l[:]; print(count())
d2 = dict(d); print(count())
s.add(n); print(count())
l.clear(); t = None; print(count())
del l2, d, d2, s, f; print(count())
