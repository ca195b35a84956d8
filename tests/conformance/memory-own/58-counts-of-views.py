# A dict's views hold the dict, not its items.
import sys
class N: pass
k, v = N(), N()
d = {k: v}
def counts(): return sys.getrefcount(d), sys.getrefcount(k), sys.getrefcount(v)
print(counts())
keys, values, items = d.keys(), d.values(), d.items()
print(counts())
pairs = list(items)
print(counts())
one = next(iter(items))
print(counts(), one is pairs[0])
del keys, values, items
print(counts())
d.clear()
print(counts())
