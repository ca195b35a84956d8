# Arguments find their parameters, or it is said why not.
def attempt(call):
    try:
        print(call())
    except TypeError as e:
        print(e)


def none(): return 'none'
def one(a): return a
def two(a, b): return a, b
def three(a, b, c): return a, b, c
def default(a, b=2, c=3): return a, b, c
def star(a, *rest): return a, rest
def named(a, *, k): return a, k
def named2(a, *, k, l): return a, k, l
def optional(a, *, k=1, l): return a, k, l
def keywords(a, **rest): return a, rest
def positional(a, b, /, c): return a, b, c
def everything(a, b=2, /, c=3, *rest, d, e=5, **more): return a, b, c, rest, d, e, more


attempt(lambda: none(1))
attempt(lambda: one())
attempt(lambda: one(1, 2))
attempt(lambda: one(b=1))
attempt(lambda: one(1, a=1))
attempt(lambda: two())
attempt(lambda: three())
attempt(lambda: three(1))
attempt(lambda: three(c=1))
attempt(lambda: three(1, 2, 3, 4, 5))
attempt(lambda: default())
attempt(lambda: default(1))
attempt(lambda: default(1, c=9))
attempt(lambda: default(1, 2, 3, 4))
attempt(lambda: star())
attempt(lambda: star(1))
attempt(lambda: star(1, 2, 3))
attempt(lambda: named(1))
attempt(lambda: named(1, 2))
attempt(lambda: named(1, 2, k=3))
attempt(lambda: named(1, k=3))
attempt(lambda: named2(1))
attempt(lambda: named2(1, 2, 3, k=1, l=2))
attempt(lambda: optional(1))
attempt(lambda: optional(1, l=2))
attempt(lambda: keywords(1, x=2, y=3))
attempt(lambda: keywords(x=2))
attempt(lambda: keywords(1, **{'a': 2}))
attempt(lambda: positional(1, 2, 3))
attempt(lambda: positional(1, 2, c=3))
attempt(lambda: positional(1, b=2, c=3))
attempt(lambda: positional(a=1, b=2, c=3))
attempt(lambda: everything(1, d=4))
attempt(lambda: everything(1, 2, 3, 4, 5, d=6, e=7, f=8))
attempt(lambda: everything(1))
attempt(lambda: one(*[1]))
attempt(lambda: three(*[1, 2], **{'c': 3}))
attempt(lambda: three(*[1], 2, *(3,)))
attempt(lambda: one(*5))
attempt(lambda: one(**5))
attempt(lambda: keywords(1, **{'x': 1}, **{'x': 2}))
attempt(lambda: keywords(**{1: 2}))
number, text = 5, 'text'
attempt(lambda: number())
attempt(lambda: text())


class Plain:
    pass


class Needs:
    def __init__(self, a, b=2): self.a, self.b = a, b
    def method(self, x): return self.a, x
    @classmethod
    def of_class(cls, x): return cls.__name__, x
    @staticmethod
    def static(x): return x
    def __call__(self, *args, **more): return args, more


class Returns:
    def __init__(self): return 5


attempt(lambda: Plain(1))
attempt(lambda: Needs())
attempt(lambda: Needs(1).b)
attempt(lambda: Needs(1, 2, 3))
attempt(lambda: Needs(a=1, b=5).b)
attempt(lambda: Needs(c=1))
attempt(lambda: Needs(1).method())
attempt(lambda: Needs(1).method(2))
attempt(lambda: Needs(1).method(2, 3))
attempt(lambda: Needs.method(2))
attempt(lambda: Needs.method(Needs(7), 8))
attempt(lambda: Needs.of_class(3))
attempt(lambda: Needs(1).of_class())
attempt(lambda: Needs(1).static(3))
attempt(lambda: Needs(1)(1, 2, k=3))
attempt(lambda: Returns())
attempt(lambda: len())
attempt(lambda: len(1, 2))
attempt(lambda: len(5))
attempt(lambda: len(obj=[]))
attempt(lambda: [].append())
attempt(lambda: [].append(1, 2))
attempt(lambda: {}.get())
attempt(lambda: 'a'.join())
attempt(lambda: isinstance(1))

# Defaults are evaluated once; arguments left to right; a failed call lets go of its arguments.
def collect(x, into=[]):
    into.append(x)
    return into


collect(1)
print(collect(2))


def say(x):
    print('eval', x)
    return x


three(say(1), c=say(2), b=say(3))


class Noisy:
    def __del__(self): print('argument dies')


try:
    one(Noisy(), 2)
except TypeError as e:
    print('raised')
print('after')
