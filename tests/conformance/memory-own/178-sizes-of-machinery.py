# Sizes of functions, iterators, ranges, slices, cells, modules' functions and views.
import sys
def f(): return f
def g():
    x = 1
    def h(): return x
    return h
class C:
    def m(self): pass
print([sys.getsizeof(x) for x in (f, lambda: 0, g().__closure__[0], g().__closure__, C().m, len, [].append)])
print([sys.getsizeof(x) for x in (range(5), range(10 ** 30), slice(1), iter([]), iter(()), iter({}), iter('a'), iter(range(3)), enumerate([]), zip([]), map(f, []), filter(f, []), reversed([]))])
print([sys.getsizeof(x) for x in ({}.keys(), {}.items(), property(), staticmethod(f), classmethod(f), super(C, C()))])
print([sys.getsizeof((1,) * n) for n in (0, 1, 2, 10)], sys.getsizeof(frozenset()), sys.getsizeof(Exception()))
