# raise in a handler raises the same object; its traceback grows.
import sys
kept = []
def f():
    try: raise ValueError('v')
    except ValueError as e:
        kept.append(e)
        raise
def g():
    try: f()
    except ValueError as e:
        kept.append(e)
        raise
try: g()
except ValueError as e:
    kept.append(e)
    print(kept[0] is kept[1] is e, sys.getrefcount(e))
    tb, n = e.__traceback__, 0
    while tb: n += 1; tb = tb.tb_next
    print(n)
print(sys.getrefcount(kept[0]))
