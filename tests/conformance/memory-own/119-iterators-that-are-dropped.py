# An iterator in the middle holds its source; dropping it lets go.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
i = iter([N('a'), N('b')])
print(next(i).name); print('--')
del i; print('dropped')
i = map(lambda n: n.name, [N('c'), N('d')])
print(next(i)); i = None; print('dropped')
i = iter((N('e'), N('f'))); next(i); print('-'); list(i); print('exhausted'); del i
z = zip([N('g')], [N('h')]); t = next(z); print(t[0].name); del z; print('zip gone'); del t
e = enumerate([N('i')]); next(e); print('enumerate'); del e
