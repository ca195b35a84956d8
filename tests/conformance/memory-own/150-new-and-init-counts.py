# In __new__ and __init__ of a first instance: who holds the class, the arguments, self.
import sys
class N: pass
class C:
    def __new__(cls, *a):
        self = super().__new__(cls)
        print('new', sys.getrefcount(self), sys.getrefcount(a), sys.getrefcount(a[0]))
        return self
    def __init__(self, n):
        print('init', sys.getrefcount(self), sys.getrefcount(n))
n = N()
c = C(n)
print(sys.getrefcount(c), sys.getrefcount(n))
class S:
    only = None
    def __new__(cls):
        if cls.only is None: cls.only = super().__new__(cls)
        return cls.only
print(S() is S(), sys.getrefcount(S.only))
