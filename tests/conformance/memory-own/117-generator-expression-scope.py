# A generator expression evaluates its first source at once, and holds the iterator, not the list's name.
import sys
l = [1, 2, 3]
base = sys.getrefcount(l)
g = (x for x in l)
print(sys.getrefcount(l) - base, next(g))
l.append(4)
print(list(g), sys.getrefcount(l) - base)
try: (x for x in 5)
except TypeError as e: print(e)
g = (x for _ in [1] for x in missing)
try: list(g)
except NameError as e: print(e)
g = (x for x in l if x > low); low = 2
print(list(g))
