# Bools are two objects; arithmetic on them gives the cached ints, logic the bools.
t = True
print((t & False) is False, (t | False) is True, (t ^ t) is False, (not t) is False)
print((t + 0) is 1 + 0, (+t) is True, (-t) is -1 + 0, (t * 5) is 5 + 0, int(t) is True)
print((t & 1) is True, (t & 1) is int('1'), bool(7) is True, bool('') is False)
print((1 == 1) is True, ([] == []) is True, isinstance(t, int) is True)
print([1, 0][t] is int('0'), abs(t) is int('1'), round(t) is int('1'))
