# map's function gets the item moved in; filter keeps it while it asks.
import sys
class N: pass
l = [N(), N()]
def count(*x): return sys.getrefcount(x[0])
def one(x): return sys.getrefcount(x)
print(list(map(one, l)), list(map(count, l)), list(map(one, [N()])))
print(list(map(lambda x, y: sys.getrefcount(x), l, l)))
def keep(x): print(sys.getrefcount(x)); return True
print(len(list(filter(keep, l))), sys.getrefcount(l[0]))
print(max(l, key=one) is l[0], min(l, key=one) is l[0])
print([one(x) for x in l], list(one(x) for x in l), sum(map(one, l)))
print(any(one(x) > 100 for x in l), all(map(one, l)))
