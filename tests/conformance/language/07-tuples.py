# A tuple cannot change, so it can be a key; its parts still may.
point = (3, 4)
single = 'one',
empty = ()
print(point, single, empty, len(point), point[0], point[-1], point[::-1])
x, y = point
x, y = y, x
(a, b), c = (1, 2), 3
print(x, y, a, b, c)
print(point + (5,), point * 2, 3 in point, point.index(4), point.count(3), (1, 2) < (1, 3))
grid = {(0, 0): 'origin', (1, 0): 'east'}
print(grid[0, 0], grid[(1, 0)], hash((1, 2)) == hash((1, 2)))
inner = ([], 1)
inner[0].append('changed')
print(inner, tuple('ab'), tuple([1, 2]), (1,) == (1.0,), ((),))
try:
    hash(inner)
except TypeError as error:
    print(error)
try:
    inner[0] += ['twice']
except TypeError as error:
    print(error, inner)
for name, (age, *more) in [('Ann', (30, 'x')), ('Bob', (25, 'y', 'z'))]:
    print(name, age, more)
print(*point, *[5, 6], sep='-')
print((*point, 0), [*point, *'ab'], {*point}, {**{'k': 1}, 'l': 2})
