# **more is a new dict with each call, *rest a new tuple; what they hold is the caller's.
import sys
def f(*rest, **more): return rest, more
d = {'a': [1]}
r, m = f(**d)
print(m is d, m['a'] is d['a'], r is ())
t = ([1], [2])
r, m = f(*t)
print(r is t, r[0] is t[0], m)
r, m = f(*[1, 2])
print(sys.getrefcount(r), sys.getrefcount(m))
def g(*rest): return rest
print(g(*t) is t, g(*t) == t)
