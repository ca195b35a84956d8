# In __eq__, __lt__ and __contains__ the operands are held by the names, the stack and the parameters.
import sys
class N:
    def __eq__(self, other): print('eq', sys.getrefcount(self), sys.getrefcount(other)); return True
    def __lt__(self, other): print('lt', sys.getrefcount(self), sys.getrefcount(other)); return True
    def __hash__(self): return 1
    def __contains__(self, item): print('in', sys.getrefcount(self), sys.getrefcount(item)); return True
a, b = N(), N()
a == b
a < b
a in b
N() == N()
a in [b]
b in (a, b)
[a].index(b)
[a].count(b)
[a] == [b]
(a,) < (b,)
