# A generator's frame waits in the middle of a line.
def count(limit):
    n = 0
    while n < limit:
        got = (yield n) or 1
        n += got


g = count(5)
print(next(g), g.send(2), next(g))
print([a * b for a, b in zip(count(2), 'xy') if a or b] if g else None)
