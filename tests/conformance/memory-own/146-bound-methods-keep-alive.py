# A bound method that is kept holds its object: the object lives as long.
class N:
    def __del__(self): print('dies')
    def m(self): return 'called'
    def __call__(self): return 'itself'
n = N()
b = n.m
del n
print(b(), b.__self__ is b.__self__)
b = None
print('--')
callbacks = [N().m, N()]
print([c() for c in callbacks])
callbacks.pop(); print('--')
callbacks.clear()
print('end')
