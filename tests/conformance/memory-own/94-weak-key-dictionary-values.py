# In a WeakKeyDictionary the value lives as long as its key; a value that holds its key keeps both.
import gc, weakref
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
d = weakref.WeakKeyDictionary()
a, b = N('a'), N('b')
d[a] = N('value of a')
d[b] = [b]
print(len(d), d[a].name, [k.name for k in d])
del a
print(len(d))
del b
gc.collect()
print(len(d), [k.name for k in d])
d.clear()
print(len(d))
