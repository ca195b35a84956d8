# A value sent in belongs to the generator; what it returns travels in StopIteration.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def g():
    while True:
        got = yield
        if got is None: return N('returned')
        print('got', got.name, sys.getrefcount(got))
x = g(); next(x)
x.send(N('a')); x.send(N('b'))
try: next(x)
except StopIteration as stop:
    print(stop.value.name)
print('end')
