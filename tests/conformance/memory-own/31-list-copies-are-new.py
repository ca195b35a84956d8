# A slice, list() and copy() make a new list of the same items; an alias makes none.
a = [[1], [2]]
copies = a[:], list(a), a.copy(), [*a], a * 1, a + [], [x for x in a], sorted(a)
print([c is a for c in copies], [c == a for c in copies])
print([c[0] is a[0] for c in copies])
b = a
b += [[3]]
print(b is a, len(a))
b = b + [[4]]
print(b is a, len(a), len(b))
