# A call of a class passes its arguments in a tuple: one more reference, in __init__ and in __new__.
import sys
class N: pass
class Made:
    def __new__(cls, n): print(sys.getrefcount(n)); return super().__new__(cls)
    def __init__(self, n): print(sys.getrefcount(n))
class Called:
    def __call__(self, n): print(sys.getrefcount(n))
class Meta(type):
    def __call__(cls, n): print(sys.getrefcount(n)); return type.__call__(cls)
class Plain(metaclass=Meta): pass
n = N()
Made(n)
Called()(n)
Plain(n)
Made(*[n])
Called()(*[n])
print(sys.getrefcount(n))
