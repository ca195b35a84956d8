# While sort() calls its key, the list is empty and the items are held by sort itself.
import sys
class N:
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        print('lt', sys.getrefcount(self), len(l))
        return self.v < other.v
def key(n):
    print('key', sys.getrefcount(n), len(l))
    return n.v
l = [N(2), N(1)]
l.sort(key=key)
l.sort()
print([n.v for n in l], [sys.getrefcount(n) for n in l])
def bad(n):
    l.append(0)
    return n.v
try: l.sort(key=bad)
except ValueError as e: print(e, len(l))
print(sorted(l, key=key) == l, sys.getrefcount(l))
