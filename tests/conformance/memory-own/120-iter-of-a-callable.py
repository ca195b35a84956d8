# iter(f, end) holds both until it ends; a class with __next__ holds what it likes.
import sys
class N:
    def __eq__(self, other): return other == 2
n = N(); state = [0]
def f(): state[0] += 1; return state[0]
base_f, base_n = sys.getrefcount(f), sys.getrefcount(n)
i = iter(f, n)
print(sys.getrefcount(f) - base_f, sys.getrefcount(n) - base_n)
print(list(i), sys.getrefcount(f) - base_f, sys.getrefcount(n) - base_n)
class Seq:
    def __getitem__(self, k):
        if k > 2: raise IndexError
        return k
s = Seq(); base = sys.getrefcount(s)
i = iter(s); print(sys.getrefcount(s) - base); print(list(i), sys.getrefcount(s) - base)
