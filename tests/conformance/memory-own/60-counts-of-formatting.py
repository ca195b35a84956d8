# Formatting leaves no reference behind, also when it calls back.
import sys
class N:
    def __str__(self): return f'str {sys.getrefcount(self)}'
    def __repr__(self): return f'repr {sys.getrefcount(self)}'
    def __format__(self, spec): return f'format {spec} {sys.getrefcount(self)}'
n = N()
print(str(n))
print(repr(n))
print(format(n, 'x'))
print(f'{n}')
print(f'{n!r}')
print('%s' % n)
print('{}'.format(n))
print(n)
print([n])
print(sys.getrefcount(n))
