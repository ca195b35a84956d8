# How much a new list has allocated depends on how it was made.
import sys
def size(l): return (sys.getsizeof(l) - 56) // 8
print(size([1, 2, 3]), size([1, 2]), size([1, size, 3]), size([1, size, 3, 4, 5]))
print(size(list('abc')), size(list(range(10))), size(list(iter(range(10)))), size([*'abc']))
print(size([x for x in range(10)]), size([0] * 10), size([1] + [2]), size([1, 2, 3][:2]))
l = [1, 2, 3]; l += [4]; print(size(l), end=' ')
l.extend(range(5)); print(size(l), end=' ')
l.insert(0, 1); print(size(l), end=' ')
l[2:2] = [1] * 20; print(size(l), end=' ')
del l[3:]; print(size(l), end=' ')
l.clear(); print(size(l), size(sorted('cab')), size('a b'.split()), size(l.copy()))
