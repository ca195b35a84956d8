# What a generator is handling when it yields waits with it: nobody else holds it then.
import sys


def careful():
    try:
        raise ValueError('one')
    except ValueError as error:
        yield sys.getrefcount(error)
        yield str(error)


g = careful()
print(next(g))
x = b'abc'[1:]
print(next(g), sys.exc_info())
try:
    raise KeyError('two')
except KeyError:
    print(list(g), sys.exc_info()[1])
h = careful()
y = next(h)
del h
x = y
