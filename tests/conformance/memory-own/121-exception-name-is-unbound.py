# except E as e unbinds e at the end: the exception dies there, if nobody else holds it.
import weakref
class E(Exception):
    def __del__(self): print('exception dies')
try:
    raise E('one')
except E as e:
    r = weakref.ref(e)
    print('handler', r() is e)
print('after', r(), 'e' in globals())
try:
    raise E('two')
except E as e:
    kept = e
print('kept', kept.args)
kept = None
print('end')
