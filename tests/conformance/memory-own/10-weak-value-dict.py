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
