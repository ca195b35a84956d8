# Garbage is finalized in the order of the collector's lists, where survivors have moved behind.
import gc
class N:
    def __init__(self, name, *held): self.name, self.held = name, held
    def __del__(self): print(self.name, end=' ')
def lose(text, *collections):
    a = N('a', N('b', N('c'))); d = [N('d'), {'e': N('e')}]
    d.append(d); a.me = a
    for generation in collections: gc.collect(generation)
    f = N('f'); f.me = f
    del a, d, f
    gc.collect(); print(text)
lose('never')
lose('once', 0)
lose('twice', 0, 1)
lose('all', 2)
