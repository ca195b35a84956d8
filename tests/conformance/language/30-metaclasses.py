# A class is an instance of its metaclass, which makes it when the class statement ends.
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): print('prepare', name, kw); return {'given': 1}
    def __new__(mcs, name, bases, namespace, **kw):
        print('new', name, [k for k in namespace if not k.startswith('__')])
        return super().__new__(mcs, name, bases, namespace)
    def __init__(cls, name, bases, namespace, flag=None): print('init', name, flag); super().__init__(name, bases, namespace)
    def __call__(cls, *args): print('call', cls.__name__, args); return super().__call__(*args)
    def __repr__(cls): return f'<Meta {cls.__name__}>'
    def __len__(cls): return 42
    def __iter__(cls): return iter('ab')
    def __getattr__(cls, name): return f'{cls.__name__} has no {name}'

class A(metaclass=Meta, flag='on'):
    value = 1
    def __init__(self, x): self.x = x
class B(A): pass

print(A, B, type(B), B(3).x, len(A), list(B), A.missing, A.given, isinstance(A, Meta))
class Base:
    subclasses = []
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); Base.subclasses.append((cls.__name__, tag))
class C(Base, tag='c'): pass
class D(C): pass
print(Base.subclasses)
Made = type('Made', (Base,), {'x': 5, 'show': lambda self: self.x})
print(Made().show(), Made.__name__, Base.subclasses[-1])
class Single:
    instance = None
    def __new__(cls):
        if cls.instance is None: cls.instance = super().__new__(cls)
        return cls.instance
print(Single() is Single())
class Generic:
    def __class_getitem__(cls, item): return f'{cls.__name__}[{item}]'
print(Generic[int], Generic[1, 2])
for work in ("class X(Base, foo=1): pass", "class X(A, metaclass=int): pass", "type('X')()", "type(1, 2)", "type('X', 5, {})",
             "class X(1): pass", "class X(A, A): pass", "object.__new__()", "object.__new__(5)", "int.__new__(str)"):
    try: exec(work)
    except TypeError as e: print(e)
