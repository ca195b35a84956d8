1 + 2 * 3 - 4 / 5 // 6 % 7 @ m
-x ** -y ** 2
~+-x
a << 1 | b & c ^ d >> 2
not a and b or not c and d or e
a if b else c if d else e
lambda: 0
lambda x, /, y=1, *args, z, w=2, **kwargs: (x, y)
lambda *, a: a
a < b <= c != d == e > f >= g
a in b not in c is d is not e
(a, b), (), (a,), [], [a], {}, {a}, {a: b, **c, 'd': e}
{*a, b}, [*a, *b], (*a, b)
f()
f(1, *a, b=2, *c, **d, e=3, **f)
f(x for x in y)
f(a := 1, b)
f(a, (x for x in y),)
a.b.c[1][2:3][::4][1:, ...][:, ::-1](d)(e).g
a[b, c], a[(b, c)], a[*b], a[*b, c], a[d := 1], a[1:2, 3]
(yield_ := 5)
None, True, False, ..., Ellipsis
(((deep)))
x = (
    1 +  # one
    2
)
await_ = match = case = type = _ = 1
match(x), case[y], type.z, match * 2, match - 1
print(*args, sep='')
def generator():
    yield
    yield 1, *two
    x = yield
    y = yield from other()
    return (yield x), (yield)
