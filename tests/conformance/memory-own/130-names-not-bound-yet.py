# Reading a local that is not bound, or no longer, is an error and holds nothing.
import sys
class N: pass
n = N()
def f():
    try: print(x)
    except UnboundLocalError as e: print(e)
    x = n
    del x
    try: x
    except UnboundLocalError as e: print(e)
    return sys.getrefcount(n)
print(f())
def g():
    def h(): return y
    try: h()
    except NameError as e: print(e)
    y = 1
    return h()
print(g())
def k():
    for i in []: pass
    try: i
    except UnboundLocalError as e: print(e)
k()
