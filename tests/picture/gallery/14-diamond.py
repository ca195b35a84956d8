# picture: types
# Two ways up to one base.
class Animal:
    legs = 4

class Swimmer(Animal):
    fins = True

class Walker(Animal):
    pass

class Otter(Swimmer, Walker):
    name = 'otter'

ollie = Otter()
