# Names of the class are shared; names of the instance are its own and come first.
class Dog:
    """A dog."""
    kind = 'canine'
    tricks = []

    def __init__(self, name):
        self.name = name

    def add(self, trick):
        self.tricks.append(trick)
        return self

    def __repr__(self):
        return f'Dog({self.name!r})'

rex, fido = Dog('Rex'), Dog('Fido')
rex.add('roll').add('sit')
print(rex, fido.tricks, rex.tricks is fido.tricks, rex.kind, Dog.kind)
fido.kind = 'wolf'
print(fido.kind, rex.kind, fido.__dict__, sorted(k for k in Dog.__dict__ if not k.startswith('__')))
del fido.kind
print(fido.kind, hasattr(rex, 'age'), getattr(rex, 'age', 0), Dog.__name__, Dog.__doc__, Dog.__module__)
method = rex.add
print(method.__self__ is rex, method.__func__ is Dog.add, method('beg').tricks, Dog.add(fido, 'x').name)
print(type(rex) is Dog, isinstance(rex, Dog), type(Dog), Dog, type(rex).__mro__, Dog.__bases__)
Dog.bark = lambda self: self.name + ' barks'
print(rex.bark(), fido.bark())
rex.bark = lambda: 'own'
print(rex.bark())
setattr(rex, 'age', 3)
rex.age += 1
print(vars(rex)['age'], rex.age)

class Outer:
    class Inner:
        value = [i * 2 for i in range(3)]
    x = Inner.value[1]
    def __private(self): return 'mangled'
    def call(self): return self.__private()

print(Outer.Inner.value, Outer.x, Outer.Inner.__qualname__, Outer().call(), hasattr(Outer, '_Outer__private'))
print(repr(object())[:18], repr(Outer())[:26], str(Dog.add)[:17])
