# is_finalized tells whether __del__ has run: it never runs again.
import gc
class N:
    def __del__(self): print('del'); kept.append(self)
kept = []
n = N(); print(gc.is_finalized(n)); del n
print(gc.is_finalized(kept[0])); kept.clear(); print(kept, gc.is_finalized(1))
