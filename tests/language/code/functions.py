def outer(a, /, b=1, *args, c, d=2, **kwargs) -> int:
    """Says what it does.

        With an indented line.
    """
    def inner():
        nonlocal b
        b += a
        return [x * b for x in args if x]
    return inner(*args, **kwargs), lambda: c


def count():
    got = yield 1
    yield from got


@outer
class Base(object, metaclass=type):
    size: int = 0

    def grow(self, by):
        self.size = super().grow(by=by)
