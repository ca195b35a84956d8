# The loop's name is one reference, the container another, the iterator holds the container.
import sys
class N: pass
items = [N(), N()]
for x in items:
    print(sys.getrefcount(x), sys.getrefcount(items))
print(sys.getrefcount(x), sys.getrefcount(items))
for x in [N()]:
    print(sys.getrefcount(x))
for x in (N() for _ in range(1)):
    print(sys.getrefcount(x))
for i, x in enumerate(items):
    print(sys.getrefcount(x), sys.getrefcount(items))
for x, y in zip(items, items):
    print(sys.getrefcount(x), sys.getrefcount(items))
