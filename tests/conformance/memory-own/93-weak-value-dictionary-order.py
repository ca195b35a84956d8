# A WeakValueDictionary loses an entry when the value dies, also while it is looked at.
import weakref
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
d = weakref.WeakValueDictionary()
l = [N(i) for i in range(4)]
for n in l: d[n.name] = n
n = None
print(sorted(d), len(d))
del l[1]
print(sorted(d), 1 in d, d.get(1, 'none'))
print([v.name for v in d.values()], [k for k, v in d.items()])
v = None
d['new'] = N('at once')
print('new' in d, len(d))
x = d.pop(0); l[0] = None
print(x.name, len(d))
x = d.setdefault('s', N('s')); print(len(d)); x = None
print(len(d))
l.clear()
print(len(d), list(d))
