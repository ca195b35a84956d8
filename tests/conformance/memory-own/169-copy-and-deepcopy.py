# copy() makes a new outside of the same parts; deepcopy() new parts, shared as before.
import copy, sys
class P:
    def __init__(self): self.l = []
p = P()
s, d = copy.copy(p), copy.deepcopy(p)
print(s is p, s.l is p.l, d.l is p.l, sys.getrefcount(p.l), sys.getrefcount(d.l))
l = [p, p, [p]]
m = copy.deepcopy(l)
print(m[0] is m[1] is m[2][0], m[0] is p)
l.append(l)
m = copy.deepcopy(l)
print(m[3] is m, m[3] is l)
for x in 1000, 'a b', (1, 2), None, len, P, frozenset([1]), b'x', range(3), 2.5:
    print(copy.copy(x) is x, copy.deepcopy(x) is x, end=' ')
t = (1, [2]); print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(t)[0] is 1 + 0)
