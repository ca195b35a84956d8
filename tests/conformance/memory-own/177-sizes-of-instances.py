# An instance is 48 bytes; with slots 32 and eight for each; subclasses of built-ins add theirs.
import sys
class C: pass
class S: __slots__ = ()
class S1: __slots__ = 'a',
class S3: __slots__ = 'a', 'b', 'c'
class SW: __slots__ = 'a', '__weakref__'
class SD: __slots__ = 'a', '__dict__'
class Sub(S3): __slots__ = 'd',
class Plain(S3): pass
print([sys.getsizeof(c()) for c in (object, C, S, S1, S3, SW, SD, Sub, Plain)])
class L(list): pass
class I(int): pass
class T(tuple): pass
class D(dict): pass
class St(str): pass
print([sys.getsizeof(c()) for c in (L, I, T, D, St)], sys.getsizeof(T([1])), sys.getsizeof(I(2 ** 40)), sys.getsizeof(L([1])))
c = C(); c.x = 1
print(sys.getsizeof(c), sys.getsizeof(vars(c)))
