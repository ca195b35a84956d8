# str(True) is one object, as is a name; str(None) and str(1) are made anew.
import sys
t = 1 == 1
print(str(t) is str(t), repr(t) is str(t), f'{t}' is str(t), sys.getrefcount(str(t)) == 4294967295)
print(str(None) is str(None), str(1) is str(1), str(...) is str(...), repr('') is repr(''))
print(str is type(''), ''.join([str(t)]) is str(t))
