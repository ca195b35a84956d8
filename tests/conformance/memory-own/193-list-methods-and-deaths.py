# remove, pop, insert, slices: each moves references; only what is lost dies.
import sys
class N:
    def __init__(self, name): self.name = name
    def __repr__(self): return self.name
    def __del__(self): print('dies', self.name, l)
l = [N(c) for c in 'abcde']
l.pop(0)
l.remove(l[0])
l.insert(0, N('i'))
l[0] = l[1]
print(sys.getrefcount(l[0]), l)
l[0:2] = [N('x')]
l.extend([N('y')]); l += (N('z'),)
l.sort(key=lambda n: n.name, reverse=True)
print(l)
l[:] = []
print('end')
