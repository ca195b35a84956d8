# A dict's table grows by doubling; keys that are all strings take less.
import sys
def growth(key):
    d, sizes = {}, []
    for i in range(200):
        if not sizes or sizes[-1][1] != sys.getsizeof(d): sizes.append((i, sys.getsizeof(d)))
        d[key(i)] = None
    return sizes
print(growth(str))
print(growth(int))
d = {'a': 1}; print(sys.getsizeof(d), end=' ')
d[1] = 2; print(sys.getsizeof(d), end=' ')
del d[1]; print(sys.getsizeof(d), end=' ')
d.clear(); print(sys.getsizeof(d))
d = dict.fromkeys(range(100)); print(sys.getsizeof(d), sys.getsizeof(d.copy()), sys.getsizeof({**d}))
for i in range(99): del d[i]
print(sys.getsizeof(d), sys.getsizeof(dict(d)), sys.getsizeof(dict(a=1, b=2)))
