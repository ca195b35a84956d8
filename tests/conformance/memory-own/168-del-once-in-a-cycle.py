# __del__ of an object that came back is not called by a second collection.
import gc
gc.collect(); gc.disable()
saved = None
class N:
    def __init__(self): self.me = self
    def __del__(self):
        global saved
        print('del', gc.is_finalized(self))
        saved = self
n = N()
print(gc.is_finalized(n))
del n
print(gc.collect(), saved is saved.me, gc.is_finalized(saved))
saved = None
print(gc.collect(), saved)
