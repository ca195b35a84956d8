# A class body is a frame of its own, as are a lambda and a generator expression.
def make(value):
    class Holder:
        field = (lambda x: sum(y / x for y in [1, 2]))(value)
    return Holder

make(0)
