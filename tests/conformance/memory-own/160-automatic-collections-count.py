# Enough container allocations start a collection of the youngest by themselves.
import gc
gc.collect()
gc.set_threshold(100)
before = gc.get_stats()[0]['collections']
keep = [[] for _ in range(300)]
print(gc.get_stats()[0]['collections'] > before)
gc.disable()
before = gc.get_stats()[0]['collections']
more = [[] for _ in range(300)]
print(gc.get_stats()[0]['collections'] - before, gc.get_count()[0] > 200)
gc.enable()
none = [i for i in range(300)]
print(len(keep + more) > 0)
