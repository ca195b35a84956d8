# get_objects by generation; survivors grow older.
import gc
gc.collect(); gc.disable()
a = [[]]
def has(g): return any(x is a for x in gc.get_objects(g))
print([has(g) for g in (0, 1, 2, None)])
gc.collect(0); print([has(g) for g in (0, 1, 2)])
gc.collect(1); print([has(g) for g in (0, 1, 2)])
for g in (-1, 3):
    try: gc.get_objects(g)
    except ValueError as e: print(e)
s = gc.get_stats(); print(len(s), sorted(s[0])); n = s[2]['collections']
gc.collect(); print(gc.get_stats()[2]['collections'] - n)
