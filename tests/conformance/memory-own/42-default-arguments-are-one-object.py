# A default is evaluated once, when def runs, and held by the function.
import sys
def f(item, seen=[]):
    seen.append(item)
    return seen
print(f(1) is f(2), f(3), f.__defaults__[0] is f(4))
class Thing: pass
thing = Thing()
print(sys.getrefcount(thing))
def g(x=thing, *, y=thing): pass
print(sys.getrefcount(thing), g.__kwdefaults__['y'] is g.__defaults__[0])
g.__defaults__ = None
print(sys.getrefcount(thing))
del g
print(sys.getrefcount(thing))
