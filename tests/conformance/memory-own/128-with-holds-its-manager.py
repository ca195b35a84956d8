# with keeps the exit method, and so the manager, until the block is left.
import sys
class W:
    def __init__(self, name): self.name = name
    def __enter__(self): print('enter', sys.getrefcount(self)); return self
    def __exit__(self, *a): print('exit', self.name, sys.getrefcount(self))
    def __del__(self): print('dies', self.name)
with W('a'): print('body')
print('--')
with W('b') as w: w = None; print('body')
print('--')
with W('c') as c, W('d'): print('body', sys.getrefcount(c))
del c
try:
    with W('e'): raise KeyError
except KeyError: print('caught')
def f():
    with W('f'): return 'returned'
print(f())
