class Animal:
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def __del__(self):
        print(self.name, 'dies')


class Dog(Animal):
    def __init__(self, name):
        super().__init__(name.upper())


d = Dog('rex')
d.friend = d
del d
