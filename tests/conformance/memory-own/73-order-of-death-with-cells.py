# Captured names die after the plain locals; a captured parameter keeps its place.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=' ')
def f():
    z = N('z'); a = N('a'); m = N('m')
    def inner(): return a, z
f(); print()
def g(p, q):
    a = N('a'); b = N('b')
    def inner(): return p, b
g(N('p'), N('q')); print()
def h():
    x = N('x')
    def inner(): return x
    return inner
i = h(); print('kept'); del i; print()
