# Carets stand under what failed.
def attribute(a):
    return a.first.second


def subscript(d):
    return d['a']['b'] + 1


class A:
    first = None


try:
    subscript({'a': {}})
except KeyError:
    pass

result = (attribute(A) +
          1)
