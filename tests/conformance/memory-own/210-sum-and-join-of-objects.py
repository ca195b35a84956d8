# sum() and += over objects drop each intermediate result as the next is made.
class V:
    def __init__(self, n): self.n = n
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o))
    __radd__ = __add__
    def __del__(self): print('dies', self.n)
l = [V(1), V(2), V(3)]
s = sum(l)
print('sum', s.n)
t = l[0]
t += l[1]
t += l[2]
print('t', t.n)
s = t = None
print('--')
l.clear()
