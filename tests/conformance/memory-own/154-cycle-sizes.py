# collect() counts the unreachable containers: how many each kind of cycle has.
import gc
gc.collect(); gc.disable()
class C: pass
class S: __slots__ = 'x',
def lose(make):
    gc.collect(); make(); return gc.collect()
def instance(): c = C(); c.c = c
def slots(): s = S(); s.x = s
def pair(): a, b = C(), C(); a.b, b.a = b, a
def in_list(): c = C(); c.l = [c]
def in_dict(): d = {}; d['d'] = d
def in_tuple(): l = []; t = (l,); l.append(t)
def values(): c = C(); c.c = c; c.more = [1], (2, [3]), {4: [5]}, {6}
def closure():
    def f(): return f
def default():
    l = []
    def f(x=l): pass
    l.append(f)
def read_dict(): c = C(); c.c = c; vars(c)
def method(): c = C(); c.m = c.__str__
for make in instance, slots, pair, in_list, in_dict, in_tuple, values, closure, default, read_dict, method:
    print(make.__name__, lose(make))
