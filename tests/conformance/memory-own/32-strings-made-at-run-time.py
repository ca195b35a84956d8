# A string that is computed is new each time, though equal; intern() finds the one of its kind.
import sys
a = 'hello'
b = ''.join(['hel', 'lo'])
c = 'hel' + str('lo')
print(a == b == c, a is b, b is c)
print(sys.intern(b) is a, sys.intern(c) is a, b is a)
d = ''.join(['not', ' a name'])
e = ''.join(['not', ' a name'])
print(d is e, sys.intern(d) is d, sys.intern(e) is d)
