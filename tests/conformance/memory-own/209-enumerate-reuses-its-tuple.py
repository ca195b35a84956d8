# enumerate, zip and dict.items() hand out the same tuple again when nobody kept it.
l = ['a', 'b', 'c']
ids = [id(t) for t in enumerate(l)]
print(len(set(ids)) == 1)
kept = [t for t in zip(l, l)]
print(len({id(t) for t in kept}))
ids = [id(t) for t in {1: 2, 3: 4}.items()]
print(len(set(ids)) == 1)
e = enumerate(l)
a = next(e); b = next(e)
print(a is b, a, b)
