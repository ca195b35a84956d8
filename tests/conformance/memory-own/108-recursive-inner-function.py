# An inner function that calls itself is a cycle: function, closure tuple, cell.
import gc, weakref
gc.collect(); gc.disable()
def make():
    def fact(n): return 1 if n < 2 else n * fact(n - 1)
    return fact
f = make()
print(f(5), f.__closure__[0].cell_contents is f)
r = weakref.ref(f)
del f
print(r() is None, gc.collect(), r() is None)
def plain():
    def g(n): return n
    return g
r = weakref.ref(plain())
print(r() is None, gc.collect())
