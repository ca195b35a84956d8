# Slots store references in the instance itself; the class holds one descriptor for each.
import sys
class N:
    def __del__(self): print('dies')
class S: __slots__ = 'a', 'b'
s = S()
try: s.a
except AttributeError as e: print(e)
s.a = s.b = N()
print(sys.getrefcount(s.a), S.a.__get__(s) is s.a)
del s.a
print(hasattr(s, 'a'), hasattr(s, 'b'))
try: s.c = 1
except AttributeError as e: print(e)
del s
print('end')
