# f(*args) enters the function as f(x) does: the tuple is gone before it runs, and depth is counted.
import sys
class N: pass
def f(x, *rest, **more): return sys.getrefcount(x)
n = N()
t = (n,)
print(f(*t), f(*[n]), f(*(n, n)), f(n, **{'k': n}), f(*t, k=n))
def deep(n, *rest): return n if n == 0 else deep(*(n - 1, *rest))
print(deep(500, 1, 2))
def endless(*a): return endless(*a)
try: endless(1)
except RecursionError as error: print(error)
