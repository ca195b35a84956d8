# weakref.finalize calls once, when its object dies or when it is called itself.
import weakref
class N: pass
n = N(); f = weakref.finalize(n, print, 'gone', 1, sep='-')
print(f.alive, f.peek()[0] is n, f.peek()[2:], weakref.getweakrefcount(n))
del n; print(f.alive, f.peek(), f())
n = N(); f = weakref.finalize(n, lambda: 'called'); print(f(), f(), f.alive)
n = N(); f = weakref.finalize(n, print, 'never'); print(f.detach()[1] is print, f.detach()); del n
