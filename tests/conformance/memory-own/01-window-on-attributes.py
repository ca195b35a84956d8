# The __dict__ of an instance only shows its attributes: the collector does not count it.
import gc
gc.collect(); gc.disable()
class P: pass
a = P(); print(gc.is_tracked(a.__dict__))
a.x = 1; a.__dict__['y'] = a; print(gc.is_tracked(a.__dict__)); del a; print(gc.collect())
a = P(); d = a.__dict__; a.me = a; print(gc.is_tracked(d)); del a, d; print(gc.collect())
a = P(); a.d = a.__dict__; del a; print(gc.collect())
a = P(); a.me = a; a.__dict__['l'] = []; del a; print(gc.collect())
class Q: pass
a = Q(); a.me = a; d = a.__dict__; del a; print(gc.collect(), sorted(d))
