# __slots__ without __weakref__ cannot be referred to weakly.
import weakref
class A: __slots__ = 'x',
class B: __slots__ = 'x', '__weakref__'
class C(A): pass
class D(A): __slots__ = ()
for cls in A, B, C, D:
    o = cls()
    try: print(cls.__name__, weakref.ref(o)() is o, hasattr(o, '__dict__'))
    except TypeError as error: print(error, hasattr(o, '__dict__'))
b = B()
r = weakref.ref(b)
print(b.__weakref__ is r)
