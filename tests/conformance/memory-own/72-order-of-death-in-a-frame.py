# A frame's names die at return: parameters, then locals in the order of first mention.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=' ')
def f(p, q=None, *rest, k, **more):
    c = N('c')
    a = N('a')
    b = N('b')
    q = N('q')
f(N('p'), None, N('rest'), k=N('k'), z=N('more')); print()
def g(flag):
    if flag: z = N('z')
    print(late) if not flag else None
    y = N('y')
    late = N('late')
    z = N('z again')
g(True); print()
def h():
    a = N('a'); b = N('b'); c = N('c')
    return b
x = h(); print('returned', x.name); del x; print()
