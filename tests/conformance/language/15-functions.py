# Parameters: positional, default, keyword, star; a default is made once, when def runs.
def show(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more

print(show(1, c=3))
print(show(1, 5, 6, 7, c=3, e=8))
print(show(*[1, 2, 3], **{'c': 4, 'z': 5}))
print(show(*'ab', *(1,), c=0, **{'x': 1}, **{'y': 2}))

def only(pos, /, both, *, key):
    return pos, both, key

print(only(1, 2, key=3), only(1, both=2, key=3))

def collect(item, bag=[]):
    bag.append(item)
    return bag

print(collect(1), collect(2), collect(3, []), collect.__defaults__)

def nothing(): pass
def early(n):
    """Says what n is."""
    if n < 0:
        return 'negative'
    return

print(nothing(), early(-1), early(1), early.__doc__, early.__name__, early.__qualname__)
print((lambda x, y=1: x + y)(2), (lambda *a, **k: (a, k))(1, z=2), (lambda: 5)())

def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(20), fact(30))
square = lambda x: x * x
print(list(map(square, range(4))), square.__name__, show.__kwdefaults__)
def typed(a: int, b: 'str' = 'x') -> list: return [a, b]
print(typed(1), typed.__annotations__)
print(show.__code__.co_varnames, show.__code__.co_argcount, callable(show), callable(5))
