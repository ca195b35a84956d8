# What stops early: and, or, not, chains of comparisons, conditional expressions.
def name(value):
    return value


a = name(0) or name([]) or 'none'
b = a and name(None)
c = name(1) and (name(2) or name(3)) and a
d = not b
e = 1 < name(2) < 3
f = 5 < name(2) < name(3)
g = 'yes' if name(a) and not b else name('no')
h = 'yes' if f or not c else name('no')
if 1 < name(0) < 3 or d and 0 <= name(1) < 2:
    print(e is f, a in [a], b is not None, c not in {c})
