# A descriptor's class decides what reading and writing an attribute does.
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): print('named', owner.__name__, name); self.name = name
    def __get__(self, instance, owner):
        if instance is None: return self
        return instance.__dict__.get(self.name, f'no {self.name}')
    def __set__(self, instance, value):
        if not isinstance(value, self.kind): raise TypeError(f'{self.name} must be {self.kind.__name__}')
        instance.__dict__[self.name] = value
    def __delete__(self, instance): del instance.__dict__[self.name]

class Lazy:
    def __init__(self, function): self.function = function
    def __get__(self, instance, owner):
        print('computed')
        value = instance.__dict__[self.function.__name__] = self.function(instance)
        return value

class Person:
    name = Typed(str)
    age = Typed(int)
    @Lazy
    def tag(self): return self.name[0]

p = Person()
p.name = 'Ann'
print(p.name, p.age, type(Person.name).__name__, p.tag, p.tag, vars(p))
try: p.age = 'old'
except TypeError as e: print(e)
p.__dict__['age'] = 'hidden'
print(p.age)
del p.age
print(p.age)

class Slim:
    __slots__ = ('x', 'y')
    def __init__(self, x): self.x = x
s = Slim(1)
for work in ('print(s.x)', 's.z = 1', 's.y', 'del s.y', 's.__dict__', 's.y = 2; print(s.y); del s.y'):
    try: exec(work)
    except AttributeError as e: print(e)
print(Slim.__slots__, type(Slim.x).__name__, hasattr(s, '__weakref__'))
class Sub(Slim): pass
sub = Sub(5); sub.free = 1
print(sub.x, vars(sub))
