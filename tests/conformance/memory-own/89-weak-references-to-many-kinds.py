# Functions, classes, sets, generators and modules can be referred to weakly; a bound method dies at once.
import sys, weakref
def f(): pass
class C:
    def m(self): pass
def g(): yield
generator = g()
for x in f, C, set(), frozenset(), generator, sys, C(), C.m, type(f), f.__code__:
    r = weakref.ref(x)
    print(type(x).__name__, r() is x)
o = C()
print(weakref.ref(o.m)())
b = o.m
r = weakref.ref(b)
print(r() == o.m, r() is b)
w = weakref.WeakMethod(o.m)
print(w()() is None, w() == o.m)
del o, b, x
print(w(), r())
