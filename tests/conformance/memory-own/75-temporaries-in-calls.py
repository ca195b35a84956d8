# An argument dies in the callee when its last name there goes; one that is returned lives on.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def use(x): print('use', x.name)
def give(x): return x
def take(*a, **k): print('take', len(a), len(k))
use(N('a')); print('after use')
give(N('b')); print('after give')
use(give(N('c'))); print('after both')
take(N('d'), N('e'), k=N('f')); print('after take')
print(N('g').name, N('h').name)
len([N('i'), N('j')]); print('after len')
take(*[N('k'), N('l')]); print('after star')
