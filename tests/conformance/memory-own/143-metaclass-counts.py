# A metaclass's instances are classes; it sees the namespace that becomes the class's own.
import sys
class M(type):
    def __new__(mcls, name, bases, space):
        print('new', name, sorted(k for k in space if k[0] != '_'))
        cls = super().__new__(mcls, name, bases, space)
        print(vars(cls) is space, cls.x is space['x'])
        return cls
    def __call__(cls, *a):
        print('call', sys.getrefcount(a))
        return super().__call__(*a)
class C(metaclass=M):
    x = []
print(type(C) is M, type(C()) is C, sys.getrefcount(C.x))
