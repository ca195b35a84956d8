# assert evaluates its message only when it fails; the AssertionError holds it.
import sys
class N:
    def __init__(self, name): self.name = name
    def __str__(self): return self.name
    def __del__(self): print('dies', self.name)
assert True, N('never')
try:
    assert False, N('message')
except AssertionError as e:
    print(e, sys.getrefcount(e.args[0]))
print('after')
def f():
    n = N('local')
    assert n.name == 'other'
try: f()
except AssertionError as e: print(repr(e))
print('end')
