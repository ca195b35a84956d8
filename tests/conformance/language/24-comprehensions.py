# A comprehension builds a new container; its variable is its own.
x = 'outside'
print([x * 2 for x in range(4)], x)
print([a + b for a in 'xy' for b in '12' if b != '1' or a == 'y'])
print({n: n ** 2 for n in range(3)}, {c for c in 'hello' if c == 'l'}, tuple(i for i in range(2)))
print([[r * c for c in range(3)] for r in range(3)], [y for row in [[1, 2], [3]] for y in row])
print([(i, j) for i in range(3) for j in range(i)], [f() for f in [lambda: i for i in range(3)]])
print([last := n for n in range(3)], last)
class Table:
    rows = [1, 2]
    doubled = [r * 2 for r in rows]
    lengths = {r: len('a' * r) for r in rows}
print(Table.doubled, Table.lengths)
def inner():
    base = 10
    return [base + k for k in range(2) if base], {k: base for k in 'ab'}
print(inner())
print([x if x else 'zero' for x in range(2)], [*range(3), *[y for y in 'ab']], {**{k: 1 for k in 'p'}})
try: [1 / z for z in (1, 0)]
except ZeroDivisionError as e: print(e)
try: z
except NameError as e: print(e)
try: [a for a in 5]
except TypeError as e: print(e)
