# := binds a name and leaves the value where it was: one more reference.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
print(sys.getrefcount(x := N(1)))
if (y := N(2)) and sys.getrefcount(y) > 0:
    print(sys.getrefcount(y))
z = [w := N(3), w]
print(z[0] is w, sys.getrefcount(w))
print([v := n * n for n in range(3)], v)
x = None
(y := None)
print('end')
