# An exception in a finalizer of garbage is reported; the collection goes on.
import gc, sys
gc.collect(); gc.disable()
sys.unraisablehook = lambda u: print('hook', u.exc_value)
class N:
    def __init__(self, name): self.name = name; self.me = self
    def __del__(self): raise ValueError(self.name)
N('a'); N('b')
print(gc.collect())
