# An attribute is a reference; so are each of __dict__'s and of a slot's.
import sys
class Plain: pass
class Slotted:
    __slots__ = 'a', 'b'
class N: pass
n, p, s = N(), Plain(), Slotted()
def count(): return sys.getrefcount(n) - 1
p.a = n; print(count())
p.b = n; print(count())
s.a = s.b = n; print(count())
d = vars(p); print(count())
d['c'] = n; print(count(), p.c is n)
del p.a, s.a; print(count())
s.b = None; print(count())
p.__dict__ = {}; print(count())
d.clear(); print(count())
Plain.n = n; print(count())
