# Whatever a planted fault can spoil: each line or two makes one kind of holder.
import gc, weakref


class Thing:
    pass


class Special(Thing):
    pass


def work(argument):
    local = [argument]
    return len(local)


def remember(value):
    def tell():
        return value
    return tell


def generate():
    yield [1]
    yield [2]


items = [[1], [2]]
items.append([3])
table = {'key': [4]}
table['other'] = [5]
work([6])
tell = remember([7])

thing = Special()
thing.kept = [8]
thing.gone = other = [9]
del thing.gone

generator = generate()
yielded = next(generator)

try:
    try:
        raise ValueError
    except ValueError:
        raise KeyError
except KeyError as error:
    caught = error
caught.__context__ = TypeError()

weak = weakref.ref(thing)
del thing

ring = Thing()
ring.itself = ring
held = ring.other = [10]
del ring
gc.collect()

ordered = sorted([[12], [11]], key=lambda item: [item])
print(work(ordered))

iterator = iter(items)
first = next(iterator)
print(first)
