# Callbacks run when the object dies, the newest reference's first; one that is gone itself does not.
import weakref
class N:
    def __del__(self): print('del')
def say(text): return lambda r: print(text, r())
n = N()
a = weakref.ref(n, say('a'))
b = weakref.ref(n, say('b'))
c = weakref.ref(n, say('c'))
d = weakref.ref(n)
del b
del n
print(a(), c(), d())
