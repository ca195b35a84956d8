x, y = y, x = 1, 2
a = [1, 2, 3]
b = {1, 2, 3}
c = {'k': a, 'l': b}
first, *rest = a
a[0] += 1
a[1:2] = [x, *rest]
c.size = len(a) + -5
del a[0], c.size
