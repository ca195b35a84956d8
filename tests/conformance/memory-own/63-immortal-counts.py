# The immortal ones show 4294967295, and no assignment changes that.
import sys
many = [None] * 100
for x in None, True, False, ..., NotImplemented, 0, 256, -5, '', 'a', b'', b'a', (), int, object:
    print(type(x).__name__, sys.getrefcount(x) == 4294967295)
print(sys.getrefcount(257) == 4294967295, sys.getrefcount(-6) == 4294967295)
print(sys.getrefcount('€') == 4294967295, sys.getrefcount('é') == 4294967295)
name = 1
print(sys.getrefcount('name') == 4294967295, sys.getrefcount('no name') == 4294967295)
print(sys.getrefcount(len) == 4294967295, sys.getrefcount(frozenset()) == 4294967295)
