# In __del__ everything is still there; what it stores elsewhere lives on.
import sys
kept = []
class N:
    def __init__(self): self.part = [1, 2]
    def __del__(self):
        print(sys.getrefcount(self), self.part, vars(self))
        kept.append(self.part)
        self.late = 'late'
        print(sys.getrefcount(self), list(vars(self)))
n = N()
del n
print(kept, sys.getrefcount(kept[0]))
