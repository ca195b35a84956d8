# += changes lists, sets and dicts in place, and binds a new object for the rest.
for value, more in ([1], [2]), ({1}, {2}), ({1: 1}, {2: 2}), ((1,), (2,)), ('ab', 'cd'), (b'a', b'b'), (frozenset([1]), {2}), (1000, 1):
    before = value
    if isinstance(value, (set, dict, frozenset)):
        value |= more
    else:
        value += more
    print(type(value).__name__, value is before, before == value)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
