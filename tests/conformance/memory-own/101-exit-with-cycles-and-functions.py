# At exit cycles are found too; a __del__ may still call the module's functions.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): report(self)
def report(n):
    print('dies', n.name, len(table))
table = [1]
a = N('a'); a.me = a
b = N('b'); b.a = a
def keep(x=N('default')): return x
class K:
    member = N('member')
print('end')
