# and, or, max, min, sorted's items, dict.get and next() hand out the very object.
a, b = [1], [2]
print((a and b) is b, (a or b) is a, ([] or b) is b, (None if 0 else a) is a)
print(max(a, b) is b, min(a, b) is a, max([a, b], key=len) is a, sorted([b, a])[0] is a)
d = {'k': a}
print(d.get('k') is a, d.setdefault('k', b) is a, d.get('z', b) is b, d.pop('k') is a)
print(next(iter([b])) is b, list(filter(None, [a]))[0] is a, next(iter(()), a) is a)
print(list(zip([a], [b]))[0][1] is b, list(map(lambda x: x, [a]))[0] is a)
print(getattr(a, 'nothing', b) is b, [a, b].pop() is b, (lambda *x: x)(a)[0] is a)
