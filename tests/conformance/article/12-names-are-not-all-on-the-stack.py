x = [1]
print(type(globals()), globals()['x'] is x)
def gen():
    kept = ['still here']
    yield
    yield kept
g = gen()
next(g)
print(next(g))
def outer():
    n = ['captured']
    return lambda: n
print(outer()())
