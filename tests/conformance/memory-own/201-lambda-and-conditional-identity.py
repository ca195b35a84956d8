# A conditional, a lambda and an and/or chain hand on the object itself.
import sys
class N: pass
a, b = N(), N()
pick = lambda c: a if c else b
print(pick(1) is a, pick(0) is b, sys.getrefcount(pick(1)))
chain = lambda *x: x[0] or x[-1]
print(chain(a, b) is a, chain(None, b) is b, sys.getrefcount(chain(a, b)))
table = {True: a, False: b}
print(table[1 > 0] is a, table.get(0) is b, (a, b)[True] is b, [a, b][-1] is b)
print((lambda x=a: x)() is a, (lambda *, x=b: x)() is b)
