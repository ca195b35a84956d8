# An entry of a WeakValueDictionary leaves when its value dies, not while somebody iterates.
import weakref, sys
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'N({self.n})'
a, b = N('a'), N('b')
d = weakref.WeakValueDictionary(x=a); d['y'] = b
print(len(d), d['x'] is a, 'y' in d, 'z' in d, d.get('z', 0), sys.getrefcount(a), weakref.getweakrefcount(a))
print(list(d), list(d.items()), list(d.values()))
del a; print(len(d), list(d.keys()))
c = N('c'); d['x'] = c; print(d.pop('x') is c, d.pop('x', None), sorted(d))
try: d['x']
except KeyError as e: print('KeyError', e)
try: d['t'] = 1
except TypeError as e: print(e)
v = [N(i) for i in range(3)]; e = weakref.WeakValueDictionary(enumerate(v))
for k in e: v[k] = None; print(k, sys.getrefcount(v))
print(len(e)); b.d = d; print(d.setdefault('y', c) is b, d.copy() == d); del b.d
