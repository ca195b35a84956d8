# The loop's name keeps the last item, and lets go of each item as it takes the next.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
for x in (N(i) for i in range(3)):
    print('body', x.name)
print('done', x.name)
for x in [N('a'), N('b')]:
    print('body', x.name)
print('done', x.name)
for x in map(N, 'pq'):
    break
print('broken', x.name)
x = None
for n in N('once').name: pass
print('end')
