# What only garbage holds is garbage too, and dies in the collection.
import gc, weakref
gc.collect(); gc.disable()
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
a = N('a'); a.me = a
a.leaf = N('leaf')
a.leaf.text = 'some text'
a.kept = kept = N('kept')
del a
print(gc.collect())
print(kept.name)
