# The module math: values, errors, special cases.
import math


def show(function, *args, **named):
    try:
        result = function(*args, **named)
    except Exception as error:
        result = f'{type(error).__name__} - {error}'
    print(function.__name__, args, named or '', '->', result)


NUMBERS = [0, -0.0, 1, -1, 0.5, 2, 3.7, -2.5, 10, 100.25, 1e-300, 1e300, 710, math.inf, -math.inf, math.nan]
SAME_EVERYWHERE = [
    math.fabs, math.floor, math.ceil, math.trunc, math.sqrt, math.isfinite, math.isinf, math.isnan, math.frexp,
    math.modf, math.ulp, math.degrees, math.radians,
]
for function in SAME_EVERYWHERE:
    for number in NUMBERS:
        show(function, number)

ROUNDED = [
    math.acos, math.acosh, math.asin, math.asinh, math.atan, math.atanh, math.cbrt, math.cos, math.cosh, math.erf,
    math.erfc, math.exp, math.exp2, math.expm1, math.gamma, math.lgamma, math.log, math.log10, math.log1p, math.log2,
    math.sin, math.sinh, math.tan, math.tanh,
]


def shortened(function):
    def inner(*args):
        return format(function(*args), '.13g')
    inner.__name__ = function.__name__
    return inner


for function in ROUNDED:
    for number in NUMBERS:
        show(shortened(function), number)

for a in [0.0, -1.5, 2, 7.25, math.inf, math.nan]:
    for b in [0, 1, -2.0, 3.5, math.inf]:
        for function in [math.copysign, math.fmod, math.remainder, math.nextafter, math.atan2, math.hypot]:
            show(function, a, b)
        show(shortened(math.pow), a, b)

print(math.pi, math.e, math.tau, math.inf, math.nan)
show(math.log, 8, 2)
show(math.log, 10 ** 400)
show(math.log2, 2 ** 5000)
show(math.log10, 10 ** 400)
show(math.log, 0)
show(math.log, -10 ** 400)
show(math.log, 2, 1)
show(math.log)
show(math.log, 1, 2, 3)
show(math.sqrt)
show(math.sqrt, 'x')
show(math.sqrt, 10 ** 400)
show(math.pow, 1)
show(math.pow, 10.0, 400)
show(math.ldexp, 0.5, 4)
show(math.ldexp, 1.0, 5000)
show(math.ldexp, 1.0, -5000)
show(math.ldexp, 1.0, 2.5)
show(math.fma, 2.0, 3.0, 4.0)
show(math.fma, math.inf, 0.0, 1.0)
show(math.fma, 1e300, 1e300, 0.0)
show(math.nextafter, 1.0, 2.0, steps=3)
show(math.nextafter, 1.0, 2.0, steps=-3)
show(math.isclose, 1.0, 1.0 + 1e-10)
show(math.isclose, 1.0, 1.1, rel_tol=0.2)
show(math.isclose, 0, 1e-12, abs_tol=1e-9)
show(math.isclose, 1, 2, rel_tol=-1)
show(math.isclose, 1)

for n in [0, 1, 5, 20, 25, True, 'five', 5.0, -1, 2 ** 70]:
    show(math.factorial, n)
    show(math.isqrt, n)
for n, k in [(5, 2), (5, 0), (5, 5), (5, 6), (50, 25), (-1, 2), (3, -1), (2 ** 70, 2), (5.0, 2)]:
    show(math.comb, n, k)
    show(math.perm, n, k)
show(math.perm, 6)
show(math.perm, 6, None)
show(math.gcd)
show(math.gcd, 12, -18, 27)
show(math.gcd, 2 ** 100, 6 ** 50)
show(math.gcd, 1.5)
show(math.lcm)
show(math.lcm, 4, 6, 10)
show(math.lcm, 0, 5)

show(math.fsum, [0.1] * 10)
show(math.fsum, [1e100, 1.0, -1e100])
show(math.fsum, [1e308, 1e308])
show(math.fsum, [math.inf, -math.inf])
show(math.fsum, [math.inf, 1])
show(math.fsum, [math.nan, 1])
show(math.fsum, ['a'])
show(math.fsum, [])
show(math.prod, [1, 2, 3, 4])
show(math.prod, [1.5, 2], start=2)
show(math.prod, [])
show(math.prod, ['a', 2])
show(math.sumprod, [1, 2, 3], [4, 5, 6])
show(math.sumprod, [0.1] * 10, [1] * 10)
show(math.sumprod, [1], [1, 2])
show(math.sumprod, [math.inf], [0.0])
show(math.dist, (1, 2), (4, 6))
show(math.dist, (1,), (1, 2))
show(math.dist, [], [])
show(math.hypot)
show(math.hypot, 3, 4, 12)
show(math.hypot, 1e200, 1e200)
show(math.hypot, 1e-200, 1e-200)
show(math.hypot, 1.7e308, 1.7e308)
show(math.hypot, math.nan, math.inf)


class Own:
    def __floor__(self):
        return 'floor'

    def __ceil__(self):
        return 'ceil'

    def __trunc__(self):
        return 'trunc'

    def __float__(self):
        return 2.25

    def __index__(self):
        return 9


print(math.floor(Own()), math.ceil(Own()), math.trunc(Own()), math.sqrt(Own()), math.isqrt(Own()), math.gcd(Own(), 6))
show(math.trunc, 'x')
show(math.floor, 'x')
show(math.floor, math.nan)
show(math.ceil, math.inf)
print(math.sqrt.__name__, math.__name__, math.floor(-3.5), math.ceil(10 ** 30 + 0.0))
