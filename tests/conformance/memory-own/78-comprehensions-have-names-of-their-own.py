# A comprehension's variable lives in it only, and dies with it; the outer one is untouched.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
x = N('outer')
l = [x.name for x in [N('a'), N('b')]]
print(l, x.name)
d = {x.name: x for x in (N(c) for c in 'cd')}
print(list(d), x.name)
s = {x.name for x in d.values() if x.name != 'c'}
print(s, x.name)
print([y for x in 'ab' for y in x + x], x.name)
def f():
    x = N('local')
    r = [x.name for x in [N('e')]]
    return r, x.name
print(f())
d.clear()
x = None
