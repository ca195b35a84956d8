# Every way to call a function wrongly has its message.
def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, '-', error)

def none(): pass
def two(a, b): pass
def three(a, b, c): pass
def default(a, b=1): pass
def keyword(a, *, b, c): pass
def one_keyword(*, b): pass
def positional(a, b, /, c): pass

class Point:
    def __init__(self, x, y): pass
    def move(self, by): pass

class Plain: pass

attempt(lambda: none(1))
attempt(lambda: none(x=1))
attempt(lambda: two())
attempt(lambda: two(1))
attempt(lambda: two(1, 2, 3))
attempt(lambda: two(1, a=2))
attempt(lambda: two(1, 2, c=3))
attempt(lambda: two(b=3))
attempt(lambda: three())
attempt(lambda: default())
attempt(lambda: default(1, 2, 3))
attempt(lambda: default(1, bb=2))
attempt(lambda: keyword(1))
attempt(lambda: keyword(1, b=2))
attempt(lambda: keyword(1, 2, b=2, c=3))
attempt(lambda: one_keyword(1))
attempt(lambda: one_keyword())
attempt(lambda: positional(a=1, b=2, c=3))
attempt(lambda: positional(1, 2, 3, 4))
attempt(lambda: Point())
attempt(lambda: Point(1, 2, 3))
attempt(lambda: Point(1, 2).move())
attempt(lambda: Point(1, 2).move(1, 2))
attempt(lambda: Point.move())
attempt(lambda: Plain(1))
attempt(lambda: Plain(x=1))
attempt(lambda: two(*5))
attempt(lambda: two(**{'a': 1}, **{'a': 2}))
attempt(lambda: two(a=1, **{'a': 2}))
attempt(lambda: two(**{1: 2}))
attempt(lambda: 5())
attempt(lambda: 'abc'())
attempt(lambda: None())
attempt(lambda: Plain()())
attempt(lambda: object(1))
attempt(lambda: len())
attempt(lambda: len(1, 2))
attempt(lambda: len(obj=[]))
attempt(lambda: print(1, foo=2))
