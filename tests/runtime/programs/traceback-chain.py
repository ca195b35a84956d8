# What is printed of a chain of exceptions that nobody catches.
def lowest(x):
    return 1 / x


def middle():
    try:
        lowest(0)
    except ZeroDivisionError:
        {}['missing']


class Wrapped(Exception):
    def __str__(self): return 'wrapped: ' + ', '.join(map(repr, self.args))


def top():
    try:
        middle()
    except KeyError as e:
        raise Wrapped('text', 1) from e


top()
