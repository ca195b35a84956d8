# The value of StopIteration is the returned object itself.
import sys
class N: pass
n = N()
def g():
    yield
    return n
x = g(); next(x)
try: next(x)
except StopIteration as s:
    print(s.value is n, s.args[0] is n, sys.getrefcount(n))
print(sys.getrefcount(n))
def outer():
    got = yield from g()
    yield got is n, sys.getrefcount(n)
print(list(outer())[1], sys.getrefcount(n))
