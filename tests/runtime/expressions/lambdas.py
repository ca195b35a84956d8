# Functions made in the middle of a line, called at once or later.
twice = lambda x, y=2: x * y
print(twice(4), (lambda: twice)()(5, y=3))
words = sorted(['bb', 'a'], key=lambda w: len(w))


def adder(n):
    return lambda m: m + n


print(adder(1)(2), list(map(adder(10), [1, 2])))
