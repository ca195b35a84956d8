# At exit the module's names let go in the order of their binding, and still see each other.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name, sorted(k for k in globals() if len(k) == 1))
b = N('b')
a = N('a')
c = [N('c1'), N('c2')]
d = {'x': N('x'), 'y': N('y')}
a = N('a again')
print('end')
