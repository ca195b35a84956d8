# An operator's method holds its operands by parameter and by the stack; an augmented one as well.
import sys
class N:
    def __add__(self, other): print('add', sys.getrefcount(self), sys.getrefcount(other)); return self
    def __radd__(self, other): print('radd', sys.getrefcount(self)); return self
    def __iadd__(self, other): print('iadd', sys.getrefcount(self), sys.getrefcount(other)); return self
    def __neg__(self): print('neg', sys.getrefcount(self)); return self
    def __call__(self, x): print('call', sys.getrefcount(self), sys.getrefcount(x))
    def __len__(self): print('len', sys.getrefcount(self)); return 1
    def __iter__(self): print('iter', sys.getrefcount(self)); return iter([])
n, m = N(), N()
n + m
1 + n
n += m
-n
n(m)
N()(N())
len(n)
list(n)
print(sys.getrefcount(n), sys.getrefcount(m))
