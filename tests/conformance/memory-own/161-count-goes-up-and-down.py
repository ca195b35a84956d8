# get_count() counts the tracked instances made less those freed, and the collections of each age.
import gc
gc.collect(); gc.disable()
class C: pass
class S: __slots__ = ()
def change(make):
    before = gc.get_count()[0]
    kept = [make() for _ in range(100)]
    return gc.get_count()[0] - before >= 100
print(change(C), change(set), change(S), change(object), change(lambda: 'ab'.upper()))
print(gc.collect(), gc.get_count()[1:])
gc.collect(0); gc.collect(0)
print(gc.get_count()[1:])
gc.collect(1)
print(gc.get_count()[1:])
