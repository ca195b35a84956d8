# del l[i] leaves the list its room; pop, remove and slices give it back when half is free.
import sys
def room(l): return (sys.getsizeof(l) - 56) // 8
def grown():
    l = []
    for i in range(20): l.append(i)
    return l
l = grown()
for i in range(19): del l[0]
print(len(l), room(l))
l = grown()
while len(l) > 1: l.pop()
print(len(l), room(l))
l = grown()
while len(l) > 1: l.remove(l[0])
print(len(l), room(l))
l = grown(); del l[1:]; print(len(l), room(l))
l = grown(); del l[::2]; print(len(l), room(l)); del l[::-3]; print(len(l), room(l))
