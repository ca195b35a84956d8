# A cache of weak values forgets what nobody uses; a plain dict keeps it.
import weakref
class Picture:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
weak, strong = weakref.WeakValueDictionary(), {}
def load(name, cache):
    if name not in cache: cache[name] = p = Picture(name)
    return cache[name]
p = load('a', weak); q = load('a', weak)
print(p is q, len(weak))
del p, q
print(len(weak))
load('b', strong)
print(len(strong), load('b', strong) is load('b', strong))
