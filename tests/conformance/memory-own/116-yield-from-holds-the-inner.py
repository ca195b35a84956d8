# yield from keeps the inner generator until it ends, and closes it with the outer.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def inner():
    n = N('inner')
    try: yield sys.getrefcount(n)
    finally: print('inner finally')
    return N('result')
def outer():
    r = yield from inner()
    print('got', r.name)
    yield 'more'
x = outer(); print(next(x)); print(next(x)); del x
x = outer(); next(x); del x; print('closed')
def over(l): yield from l
l = [1, 2]
x = over(l); base = sys.getrefcount(l); next(x); print(sys.getrefcount(l) - base); list(x); print(sys.getrefcount(l) - base)
