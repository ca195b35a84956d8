# A generator that holds itself is garbage for the collector; its finally runs then.
import gc
gc.disable()
def g():
    me = yield
    try: yield 1
    finally: print('finally', me is not None)
x = g(); next(x); x.send(x)
del x
print('dropped')
print(gc.collect() > 0)
class Box: pass
b = Box(); b.g = (b for _ in [1, 2]); next(b.g)
del b
print(gc.collect() > 0)
