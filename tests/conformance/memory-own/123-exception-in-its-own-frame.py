# A local that holds the exception of its own frame makes a cycle: only the collector ends it.
import gc
gc.collect(); gc.disable()
class N:
    def __del__(self): print('dies')
def f():
    n = N()
    try: 1 // 0
    except ZeroDivisionError as e: mine = e
f()
print('returned')
print(gc.collect() > 0)
def g():
    n = N()
    try: 1 // 0
    except ZeroDivisionError as e: mine = e
    finally: del mine
g()
print('returned', gc.collect())
