# match binds parts of its subject; the subject itself is dropped at the end.
import sys
class P:
    __match_args__ = 'x', 'y'
    def __init__(self, x, y): self.x, self.y = x, y
    def __del__(self): print('dies')
a, b = [], []
match P(a, b):
    case P(x, 1): print('no')
    case P(x, y): print(x is a, y is b, sys.getrefcount(a))
print('after', sys.getrefcount(a))
match [a, b, a]:
    case [first, *rest]: print(first is a, len(rest), sys.getrefcount(a))
match {'k': a, 'l': b}:
    case {'k': found, **others}: print(found is a, others['l'] is b)
del x, first, rest, found
print(sys.getrefcount(a))
