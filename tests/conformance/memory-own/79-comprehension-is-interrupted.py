# An exception in a comprehension lets go of what was built, and restores the outer name.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def f():
    x = N('outer')
    try:
        [(x, 1 // n) for x, n in [(N('a'), 1), (N('b'), 0)]]
    except ZeroDivisionError:
        print('caught', x.name)
    print('leaves')
f()
try:
    {k: N(k) for k in ['p', 'q', []]}
except TypeError as error:
    print(error)
print('end')
