# A dict or set that asks __eq__ holds the key that it found while it asks.
import sys
class N:
    def __init__(self, name): self.name = name
    def __hash__(self): return 1
    def __eq__(self, other):
        print(self.name, sys.getrefcount(self), other.name, sys.getrefcount(other))
        return self.name == other.name
k = N('k')
d = {k: 1}
d[N('k')]
N('k') in d
d.get(N('k'))
d[N('k')] = 2
s = {k}
N('k') in s
s.add(N('k'))
s.discard(N('x'))
print(sys.getrefcount(k), d, len(s)) if False else print(sys.getrefcount(k), len(d), len(s))
