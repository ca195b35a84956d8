# get_referrers() and get_referents() follow the references of tracked containers.
import gc
class N: pass
n = N()
l = [n]; d = {'k': n}; t = (n, 1); s = {n}
r = gc.get_referrers(n)
ids = {id(x) for x in r}
print([id(c) in ids for c in (l, d, t, s, globals())], len(r))
print([x is n for x in gc.get_referents(l)], len(gc.get_referents(t)), len(gc.get_referents(d)))
o = N(); o.x = n; o.y = l
print([x is c for x, c in zip(gc.get_referents(o), (n, l, N))])
print(gc.get_referents(1, 'a', None), [x is n for x in gc.get_referents([n], (n,))])
def f(): return n
print(any(x is f.__code__ for x in gc.get_referents(f)), any(x is globals() for x in gc.get_referents(f)))
