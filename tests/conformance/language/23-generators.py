# A generator runs up to the next yield when asked, and keeps its frame between.
def count(n):
    print('start')
    for i in range(n):
        got = yield i
        if got: print('got', got)
    return 'done'

g = count(3)
print(next(g), next(g), g.send('hello'))
try:
    next(g)
except StopIteration as stop:
    print('value', stop.value, next(g, 'default'))
def chain(*parts):
    for part in parts:
        result = yield from part
        print('part gave', result)
print(list(chain('ab', count(2), [9])))
def careful():
    try:
        yield 1
        yield 2
    except ValueError as e:
        yield f'caught {e}'
    finally:
        print('cleaned up')
g = careful()
print(next(g), g.throw(ValueError('thrown')), list(g))
g = careful(); next(g); g.close()
g = careful(); next(g); del g
squares = (x * x for x in range(10 ** 9) if x % 2)
print(next(squares), next(squares), sum(x for x in range(5)), 9 in (x * 3 for x in range(9)))
def endless():
    n = 0
    while True:
        n += 1
        yield n
pair = zip(endless(), 'abc')
print(list(pair), *(a + b for a, b in zip('xy', 'zw')))
for work in (lambda: next(count(0)), lambda: count(1).send(5), lambda: next(5), lambda: next(iter([]))):
    try: print(work())
    except Exception as e: print(type(e).__name__, e)
def bad():
    yield 1
    raise StopIteration('leak')
try: list(bad())
except RuntimeError as e: print(e, repr(e.__cause__))
