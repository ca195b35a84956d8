# Each call has a frame with names of its own; they end in the reverse order.
import sys
class N:
    def __init__(self, depth): self.depth = depth
    def __del__(self): print('dies', self.depth)
def down(depth, shared):
    own = N(depth)
    if depth: down(depth - 1, shared)
    print('returns', depth, sys.getrefcount(shared))
l = []
down(2, l)
print(sys.getrefcount(l))
def fails(depth):
    own = N(depth)
    if not depth: raise ValueError
    fails(depth - 1)
try: fails(2)
except ValueError: print('caught')
print('end')
