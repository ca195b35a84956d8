# A set has eight places of its own, then a table that grows by four, later by two.
import sys
s, sizes = set(), []
for i in range(1000):
    if not sizes or sizes[-1][1] != sys.getsizeof(s): sizes.append((i, sys.getsizeof(s)))
    s.add(i)
print(sizes)
for i in range(990): s.discard(i)
print(sys.getsizeof(s), sys.getsizeof(set(s)), sys.getsizeof(frozenset(s)), sys.getsizeof(s.copy()))
s.add(0); s.clear(); print(sys.getsizeof(s))
print(sys.getsizeof({1, 2}), sys.getsizeof(set('abcdef')), sys.getsizeof({*range(20)}), sys.getsizeof(set(range(20)) | {30}))
