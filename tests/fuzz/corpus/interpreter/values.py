a = [x * x for x in range(5) if x % 2]
b = {k: v for k, v in zip('abc', a)}
c, *d = (1, 2.5, 'x', None)
e = {1, 2} | {3}
f = lambda n=[]: n + [len(e)]
print(a[::-1], b, c, d, f'{f()!r:>8}', 2 ** 70, 'ab' * 3)
