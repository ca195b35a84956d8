# An inner function keeps the variables of the outer one, not their values.
def counter():
    count = 0
    def step(by=1):
        nonlocal count
        count += by
        return count
    def peek():
        return count
    return step, peek

step, peek = counter()
step(); step(5)
print(peek(), step.__closure__[0].cell_contents, step.__code__.co_freevars)
other, _ = counter()
print(other(), peek())
late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])

total = 0
def add(n):
    global total, made_here
    total += n
    made_here = 'global'
add(3); add(4)
print(total, made_here)

def outer():
    x = 'outer'
    def middle():
        def inner():
            return x
        return inner
    f = middle()
    x = 'changed'
    return f()
print(outer())

def deleted():
    x = 1
    def read(): return x
    del x
    return read
for broken in (deleted(), lambda: undefined_name):
    try:
        broken()
    except NameError as error:
        print(type(error).__name__, error)
def unbound():
    print(x)
    x = 1
try:
    unbound()
except UnboundLocalError as error:
    print(error)
def compose(*fs):
    def run(x):
        for f in fs: x = f(x)
        return x
    return run
print(compose(str, len, lambda n: n + 1)(12345))
