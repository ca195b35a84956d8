# Chains of attributes: what is in the object, in its class, in a base, in a property.
class Shape:
    sides = 0

    def describe(self):
        return self.name + ' ' + str(self.sides)


class Square(Shape):
    sides = 4

    def __init__(self, name):
        self.name = name
        self.next = None

    @property
    def double(self):
        return self.sides * 2


square = Square('first')
square.next = Square('second')
square.next.next = square
print(square.next.next.name.upper(), square.next.describe())
total = square.double + Shape.sides
