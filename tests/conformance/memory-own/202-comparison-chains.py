# In a < b < c the middle is evaluated once, and held until the second comparison.
class N:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __del__(self): print('dies', self.v)
def make(v): print('make', v); return N(v)
print(make(1) < make(2) < make(3))
print('--')
print(make(2) < make(1) < make(3))
print('--')
print(make(4).v < 5 < 6, (n := make(5)).v == 5 is not None)
