# Each way of taking from a dict lets go of key and value; the value's death sees the dict without it.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name, list(d))
d = {}
for k in 'abcdef': d[k] = N(k)
d.pop('a')
d.popitem()
del d['b']
d['c'] = None
d.update(d=1)
d |= {'e': 2}
print(d)
d['x'] = N('x')
d = dict(d)
d.clear()
print('end')
