# A starred name gets a new list; the others the very items.
import sys
class N: pass
source = [N() for _ in range(4)]
first, *middle, last = source
print(first is source[0], last is source[3], middle == source[1:3], len(middle))
print([sys.getrefcount(x) for x in source])
(a, b), *rest = [source[:2], source]
print(a is first, rest[0] is source, sys.getrefcount(source), sys.getrefcount(first))
*every, = source
print(every is source, every == source)
for x, *y in [(1, 2, 3), 'ab']:
    print(x, y)
