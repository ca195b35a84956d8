# Left sides: names, attributes, items, several at once, and what is changed in place.
class Point:
    pass


def make():
    a, b = 1, 2
    c = d = [a]
    c += [b]
    first, *rest = c
    return first, rest, d


p = Point()
p.x = p.y = make()
(a, b), c = (1, [2]), make()
b[0] += a
p.x += (b, )
n, m = 1, p
n, m = m, n
n = m
n -= 2
n **= 2
for i, (j, k) in [(1, (2, 3)), (4, (5, 6))]:
    n = i + k
