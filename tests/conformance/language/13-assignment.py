# One value, many targets: the value is evaluated first, then the targets from left to right.
def trace(name, value):
    print(name, end=' ')
    return value

class Box: pass

box, row, table = Box(), [0, 0, 0], {}
a = b = c = trace('value', [])
print(a is b is c)
trace('object', box).x = trace('first', 1)
trace('list', row)[trace('index', 1)] = trace('value', 2)
print(box.x, row)
row[0], table['k'], box.y = 'r', 't', 'b'
print(row, table, box.y)
i = 0
i, row[i] = 2, 'moved'
print(i, row)
x: int = 5
y: str
x += 1; x -= 2; x *= 10; x //= 3; x **= 2; x %= 100; x <<= 2; x >>= 1; x |= 1; x &= 0xff; x ^= 3
print(x)
x /= 4
print(x)
row += [1]; row[0] += 'x'; table['k'] *= 2; box.x += 10
print(row, table, box.x, __annotations__)
(p, [q, *r]), s = (1, 'abc'), 2
[t, u] = 'tu'
print(p, q, r, s, t, u)
if (n := len('walrus')) > 5:
    print(n, [m := n + 1, m ** 2], (k := 3) + k)
del x, row[0], table['k'], box.x
try:
    x
except NameError as error:
    print(error)
print(row, table, hasattr(box, 'x'))
del (p, q), [s]
