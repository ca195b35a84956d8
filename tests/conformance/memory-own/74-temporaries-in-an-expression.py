# A temporary dies as soon as the operation that used it is done, left before right.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
    def __add__(self, other): return N(f'{self.name}+{other.name}')
    def __getitem__(self, key): return key
    def m(self): return self
print((N('a') + N('b')).name)
print(N('c').name)
print(N('d').m().name)
print(N('e')[N('f')].name)
(N('g') + N('h')) + N('i')
[N('j'), N('k')][0].name
N('l').name, N('m').name
print('end')
