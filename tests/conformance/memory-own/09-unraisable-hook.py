# sys.unraisablehook gets what __del__ and callbacks raise, with the object that was called.
import sys, weakref
class N:
    def __del__(self): raise KeyError('k')
def hook(u):
    print(type(u).__name__, u.exc_type.__name__, u.exc_value, u.exc_traceback is not None, u.err_msg, getattr(u.object, '__name__', u.object))
sys.unraisablehook = hook
N(); n = N(); del n
class M: pass
def callback(r): 1/0
m = M(); r = weakref.ref(m, callback); del m
kept = []
sys.unraisablehook = lambda u: kept.append(u.exc_value)
N(); print(repr(kept[0]), kept[0].__traceback__.tb_lineno)
sys.unraisablehook = sys.__unraisablehook__; N(); print('went on')
try: sys.__unraisablehook__(1)
except TypeError as e: print(e)
