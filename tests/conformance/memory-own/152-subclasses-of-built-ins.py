# An instance of a subclass of int, str, list or tuple is an object of its own, never the cached one.
import sys
class I(int): pass
class S(str): pass
class L(list): pass
class T(tuple): pass
print(I(5) is I(5), I(5) == 5, I(5) + 0 is int('5'), int(I(5)) is int('5'), sys.getrefcount(I(5)))
print(S('a') is S('a'), str(S('a')) is 'a', S('') is S(''), S('abc')[1] is 'b')
l = L([1]); t = T([1])
print(type(l[:]) is list, type(t[:]) is tuple, T(t) is t, tuple(t) is t, type(l + l) is list)
l.extra = t.extra = x = []
print(sys.getrefcount(x), vars(l))
s = S('key'); d = {s: 1}
print(list(d)[0] is s, d['key'], sys.getrefcount(s))
