# A name is looked for along the method resolution order; super() goes on from the class it stands in.
class Animal:
    def __init__(self, name):
        self.name = name
    def speak(self):
        return '...'
    def __str__(self):
        return f'{type(self).__name__} {self.name}: {self.speak()}'

class Dog(Animal):
    def speak(self):
        return 'Woof'

class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age
    def speak(self):
        return super().speak().lower() + '!' * self.age

print(Animal('A'), Dog('B'), Puppy('C', 2), sep='\n')
print(issubclass(Puppy, Animal), isinstance(Puppy('x', 1), (int, Dog)), Puppy.__mro__)

class Base:
    def who(self): return ['Base']
class Left(Base):
    def who(self): return ['Left'] + super().who()
class Right(Base):
    def who(self): return ['Right'] + super().who()
class Both(Left, Right):
    def who(self): return ['Both'] + super().who()
print(Both().who(), [c.__name__ for c in Both.mro()])
print(super(Left, Both()).who(), Base.__subclasses__() == [Left, Right])
try:
    class Bad(Base, Left): pass
except TypeError as error:
    print(error)
for base in (5, bool, type(None)):
    try:
        class Worse(base): pass
    except TypeError as error:
        print(error)

class Stack(list):
    def push(self, x): self.append(x); return self
class Celsius(float):
    def __str__(self): return f'{float(self):.1f}°'
class Strict(dict):
    def __missing__(self, key): return f'no {key}'
s = Stack([1]).push(2)
print(s, len(s), type(s), s + [3], Celsius(21.55), Celsius(1) + 1, Strict(a=1)['b'], Strict())
try:
    super().x
except RuntimeError as error:
    print(error)
