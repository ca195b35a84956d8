# A suspended generator keeps its locals alive; closing it or dropping it lets them go.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def g(p):
    a = N('a')
    yield 1
    b = N('b')
    yield 2
x = g(N('p'))
print(next(x)); print(next(x))
del x; print('dropped')
x = g(N('p')); next(x)
x.close(); print('closed', x.gi_frame)
x = g(N('p'))
del x; print('never started')
print(list(g(N('p'))))
