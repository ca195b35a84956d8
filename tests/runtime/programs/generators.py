# Generators: how they are sent to, thrown into and closed.
def counter(n):
    for i in range(n):
        got = yield i
        if got:
            print('got', got)
    return 'end'


g = counter(3)
print(next(g), g.send('a'), g.send(None))
try:
    next(g)
except StopIteration as e:
    print('stop', e.value)
try:
    next(g)
except StopIteration as e:
    print('stop again', e.value)

g = counter(3)
try:
    g.send('early')
except TypeError as e:
    print(e)
print(list(g))


def careful():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print('caught', e)
        yield 'recovered'
    finally:
        print('finally')


g = careful()
print(next(g), g.throw(ValueError('thrown')))
try:
    next(g)
except StopIteration:
    print('over')

g = careful()
next(g)
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print('closed')

g = careful()
next(g)
del g

g = careful()
try:
    g.throw(KeyError('before the start'))
except KeyError as e:
    print('went through', e)


def stubborn():
    try:
        yield
    except GeneratorExit:
        print('no')
    yield


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)


def leaks():
    yield 1
    raise StopIteration


g = leaks()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, type(e.__cause__).__name__)


def delegate():
    result = yield from counter(2)
    print('delegate got', result)
    result = yield from [7, 8]
    return result


print(list(delegate()))
g = delegate()
next(g)
print(g.send('through'))


def inner():
    try:
        yield 'inner'
    except ValueError:
        yield 'inner caught'
    return 'inner value'


def outer():
    x = yield from inner()
    yield x


g = outer()
print(next(g), g.throw(ValueError), next(g))


def itself():
    try:
        next(me)
    except ValueError as e:
        print(e)
    yield


me = itself()
next(me)
print(sum(x * y for x in range(4) for y in range(x)))
print([*(c for c in 'abc')], max(len(w) for w in ('a', 'bcd')))


class Noisy:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, 'dies')


def holds():
    n = Noisy('local of a generator')
    yield n.name


g = holds()
print(next(g))
del g
print('gone')


def handles():
    try:
        raise ValueError('inside')
    except ValueError:
        yield 'handling'
        try:
            raise
        except ValueError as e:
            yield str(e)


g = handles()
try:
    raise KeyError('outside')
except KeyError:
    print(next(g), next(g))
    try:
        raise
    except KeyError as e:
        print('still', e)
print(g.gi_frame is not None, g.gi_running, g.gi_code.co_name)
