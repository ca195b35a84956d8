# A decorator takes what def or class made, and its answer takes the name.
def loud(function):
    def wrapper(*args, **kwargs):
        print('call', function.__name__, args, kwargs)
        return function(*args, **kwargs)
    return wrapper

def times(n):
    print('times', n)
    def decorate(function):
        print('decorate', function.__name__)
        return lambda *a: [function(*a) for _ in range(n)]
    return decorate

@times(2)
@loud
def add(a, b=1):
    return a + b
print(add(1, 2), add(5))

def register(cls):
    cls.registered = True
    return cls

@register
class Thing:
    count = 0
    @classmethod
    def make(cls): cls.count += 1; return cls()
    @staticmethod
    def helper(x): return x * 2
    @property
    def size(self): return self._size
    @size.setter
    def size(self, value):
        if value < 0: raise ValueError('negative')
        self._size = value
    @size.deleter
    def size(self): print('deleting'); del self._size
    @property
    def fixed(self): return 'read only'

thing = Thing.make()
thing.size = 5
print(Thing.registered, Thing.count, thing.helper(4), Thing.helper(1), thing.size, thing.make().count)
for work in ("thing.size = -1", "thing.fixed = 1", "del thing.size", "thing.size", "del thing.fixed", "Thing.make(1)", "Thing.helper()"):
    try: exec(work)
    except Exception as e: print(type(e).__name__, '-', e)
print(type(Thing.__dict__['size']), type(Thing.__dict__['make']), Thing.make.__self__ is Thing)
