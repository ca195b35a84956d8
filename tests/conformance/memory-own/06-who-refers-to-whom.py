# get_referents in the order of the object's own parts; get_referrers in the order of their making.
import gc
gc.disable()
class P: pass
a = []; t = (a, 1); d = {'k': a}; s = [a]; p = P(); p.a = a
print([type(r).__name__ for r in gc.get_referrers(a) if r is not globals()])
print([type(r).__name__ for r in gc.get_referrers(a, p) if r is not globals()])
print(gc.get_referents(t, d), gc.get_referents(1, 'a'), gc.get_referents(p) == [a, P])
p.__dict__; print([type(r).__name__ for r in gc.get_referents(p)])
def f(x=a): pass
print(any(r is a for r in gc.get_referents(f.__defaults__)), any(r is f.__defaults__ for r in gc.get_referents(f)))
