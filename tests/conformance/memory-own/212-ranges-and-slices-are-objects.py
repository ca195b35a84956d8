# range and slice objects hold ints of their own; items are made when asked for.
r = range(1000, 2000)
print(r[0] is r[0], r[0] == r[0], r.start is r.start, r[:] is r, r[:] == r)
big = 10 ** 20
r = range(big)
print(r.stop is big, len(range(5)) is 4 + 1)
print([x is y for x, y in zip(range(255, 259), range(255, 259))])
s = slice(big)
print(s.stop is big, s.start, s.indices(5))
print(min(range(300, 400)) is min(range(300, 400)), iter(r) is iter(r))
