# A name that is nowhere: where it could have been, and what may have been meant.
def attempt(source):
    try: exec(source, {'value': 1, '__builtins__': __builtins__})
    except Exception as e: print(type(e).__name__, '-', e, '-', getattr(e, 'name', None))
for source in ('valu', 'del nothing', 'nothing.x', 'import nothing', 'from sys import nothing', 'import sys.nothing', '(5).x', '(5).x = 1', 'del (5).x', 'int.x', 'int.x = 1', 'del int.real',
               '[].appendd', 'len.x', 'len.x = 1', 'None.x', 'None.x = 1', '(lambda: 0).x', 'type.mro.x', 'def f(): global q; del q\nf()', 'import sys; sys.nothing', 'class C: pass\nC.x', 'class C: pass\nC().x', 'class C: pass\ndel C().x',
               'class C: pass\ndel C.x', 'class C:\n  __slots__ = ()\nC().x = 1', 'def f():\n  x += 1\nf()', 'def f():\n  for i in []: pass\n  return i\nf()', 'def f():\n  def g(): return y\n  g()\n  y = 1\nf()', 'object().x = 1', 'super().x'):
    attempt(source)
