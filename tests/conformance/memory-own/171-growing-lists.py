# A list allocates ahead: its size grows in jumps, and shrinks when half is free.
import sys
l, sizes = [], []
for i in range(70):
    if not sizes or sizes[-1][1] != sys.getsizeof(l): sizes.append((i, sys.getsizeof(l)))
    l.append(i)
print(sizes)
sizes = []
while l:
    l.pop()
    if not sizes or sizes[-1][1] != sys.getsizeof(l): sizes.append((len(l), sys.getsizeof(l)))
print(sizes)
