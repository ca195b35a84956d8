# Operators and built-ins ask the class, never the instance, for a method with two underscores.
class Vector:
    def __init__(self, *parts): self.parts = parts
    def __repr__(self): return f'Vector{self.parts}'
    def __add__(self, other): return Vector(*(a + b for a, b in zip(self.parts, other.parts)))
    def __mul__(self, k): return Vector(*(a * k for a in self.parts)) if isinstance(k, int) else NotImplemented
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __eq__(self, other): return isinstance(other, Vector) and self.parts == other.parts
    def __hash__(self): return hash(self.parts)
    def __lt__(self, other): return self.parts < other.parts
    def __len__(self): return len(self.parts)
    def __getitem__(self, i): return self.parts[i]
    def __contains__(self, x): print('contains?', x); return x in self.parts
    def __call__(self, x): return f'called with {x}'
    def __iadd__(self, other): print('in place'); return self + other
    def __bool__(self): return any(self.parts)
    def __abs__(self): return sum(p * p for p in self.parts) ** 0.5
    def __format__(self, spec): return '<' + '|'.join(format(p, spec) for p in self.parts) + '>'
    def __index__(self): return 2
    def __int__(self): return 7

v, w = Vector(1, 2), Vector(3, 4)
print(v + w, v * 2, 3 * v, -v, v == Vector(1, 2), v != w, v < w, v > w, len(v), v[1], v[0:1])
print(5 in v, list(v), v('x'), bool(Vector(0)), abs(w), f'{w:03d}', [10, 20, 30][v], int(v), hash(v) == hash((1, 2)))
v += w
print(v, sorted([w, v, Vector(0, 9)]), max(v, w), {Vector(1, 1), Vector(1, 1)}, sum([w, w], Vector(0, 0)))
for work in (lambda: v * 'x', lambda: 'x' * v, lambda: v + 1, lambda: v - w, lambda: v <= w, lambda: v @ w):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, '-', error)

class Loud:
    def __getattr__(self, name): return f'made up {name}'
    def __setattr__(self, name, value): print('set', name); object.__setattr__(self, name, value)
    def __delattr__(self, name): print('del', name); object.__delattr__(self, name)
    def __setitem__(self, k, v): print('setitem', k, v)
    def __delitem__(self, k): print('delitem', k)
loud = Loud()
loud.x = 1
print(loud.x, loud.y)
del loud.x
loud[1:2, ...] = 'v'
del loud['k']
loud.__len__ = lambda: 5
try: len(loud)
except TypeError as error: print(error)
