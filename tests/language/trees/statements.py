"""A module begins with its docstring."""
x = 1
x = y = z
a, b = b, a
a, *rest = [1, 2, 3]
[first, (second, third)] = pairs
(single) = 1
point.x, items[0], items[1:2] = 1, 2, 3
total += 1; total -= 2; total *= 3; total /= 4; total //= 5; total %= 6
power **= 2; bits &= 1; bits |= 2; bits ^= 4; bits <<= 1; bits >>= 1; matrix @= other
count: int
count: int = 0
(parenthesized): str = 'a'
self.name: str
items[0]: 'T' = yield_value
pairs: list[tuple[int, str]] = a, b
del x
del a.b, c[0], (d, e), [f]
pass
assert x
assert x, 'message'
global_name = None
import os
import os.path as path, sys
from os import path
from . import sibling
from .. import a as b
from ...package.module import (one, two as three,)
from ....deep import x
from module import *
raise
raise ValueError
raise ValueError('no') from error
if x: pass
if a:
    b
elif c:
    d
elif e:
    f
else:
    g
while n := next_value():
    if n > 3: break
    continue
else:
    done()
for i in range(3): print(i)
for a, (b, *c) in pairs:
    pass
else:
    x = 1; y = 2;
for x, in y: pass
for x.attribute in 1, *rest: pass
try:
    risky()
except ValueError:
    one
except (TypeError, KeyError) as error:
    two
except:
    three
else:
    four
finally:
    five
try:
    pass
finally:
    pass
try:
    pass
except* OSError as group:
    pass
with open(name) as file: pass
with a, b as c, d as (e, f):
    pass
with (a, b as c,):
    pass
with (a): pass
with (a, b) as c: pass
with (yield_(), 1)[0] as d, e: pass
print(x) ; print(y)
x
