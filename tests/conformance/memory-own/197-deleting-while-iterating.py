# A list that changes under its iterator: the iterator holds the list, not its items.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
l = [N(i) for i in range(4)]
for n in l:
    print('at', n.name)
    l.pop()
n = None
print(len(l))
d = {1: N('one'), 2: N('two')}
try:
    for k in d: del d[k]
except RuntimeError as e: print(e)
for x in [1, 2]: x = N(x)
print('end')
