# sys.exception() is the handled one; afterwards the one before is back.
import sys
def f():
    try: raise KeyError('inner')
    except KeyError: return sys.exception()
print(sys.exception())
try: raise ValueError('outer')
except ValueError as e:
    print(sys.exception() is e, sys.exc_info()[1] is e)
    k = f()
    print(k, sys.exception() is e, k.__context__ is e)
print(sys.exception())
def g():
    yield sys.exception()
    yield sys.exception()
x = g()
try: raise ValueError('in generator')
except ValueError: print(next(x))
print(next(x))
