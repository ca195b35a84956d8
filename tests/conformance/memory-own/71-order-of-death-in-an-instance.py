# An instance dies: first its own __del__, then its attributes in order of binding.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=' ')
class Owner(N): pass
o = Owner('owner')
o.b, o.a, o.c = N('b'), N('a'), N('c')
del o; print()
o = Owner('owner')
o.b, o.a = N('b'), N('a'); del o.b; o.b = N('b again')
del o; print()
class Slots(N):
    __slots__ = 'z', 'a'
o = Slots('slots')
o.a, o.z, o.other = N('a'), N('z'), N('other')
del o; print()
o = Owner('owner'); o.x = N('x'); d = vars(o); del o; print('/', end=' '); del d; print()
