# A value that was only tested dies before the branch runs.
class N:
    def __init__(self, name, truth=True): self.name, self.truth = name, truth
    def __bool__(self): return self.truth
    def __del__(self): print('dies', self.name)
if N('a'): print('then')
if not N('b'): pass
else: print('else')
x = N('c') and N('d'); print('and', x.name)
x = N('e', False) or N('f'); print('or', x.name)
x = 1 if N('g') else 2; print('chosen')
while N('h', False): pass
print(bool(N('i') and N('j', False)))
assert N('k'); print('asserted')
print(0 < len([N('l')]) < 5)
