# Frames, what they leave behind, and what a trace shows of them.
def make(n):
    total = [n]
    def add(k):
        total.append(k)
        return sum(total) + n
    return add
a = make(1)
b = make(2)
print(a(3), b(4), a(5))
def outer():
    x = 1
    def middle():
        y = x
        def inner():
            nonlocal x
            x += 1
            return x + y
        return inner
    return middle()
f = outer()
print(f(), f())
def lam(k):
    g = lambda z: z + k
    return g
h = lam(10)
print(h(5))
def gen(n):
    for i in range(n):
        yield i
fs = list(gen(2))
print([q for q in fs])
print(sorted([3, 1, 2], key=lambda v: -v))
class Deco:
    def __init__(self, f): self.f = f
    def __call__(self, *a): return self.f(*a)
@Deco
def twice(x): return 2 * x
print(twice(4))
def deco(cls):
    return cls
@deco
class K:
    z = 1
    def m(self): return super().__repr__() and self.z
k = K()
k.m()
def fails():
    try:
        return 1 / 0
    finally:
        print('f')
try:
    fails()
except ZeroDivisionError as e:
    msg = str(e)
x = 1.5; y = 2.0; w = 1e-9; big = 10**25; t = True; s = {1, 2}
it = iter([1]); r = range(3); by = b'a'
def d(a, b=[1], *args, c=2, **kw): return a
d(1, 2, 3, c=4, z=5)
{}['k']
