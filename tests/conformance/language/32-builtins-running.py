# print, input's end of file, exec and eval with namespaces, compile, globals, locals, vars, dir.
print(1, 'a', [2], sep='|', end='.\n')
print()
print('x', sep=None, end=None)
print(*'abc', sep='')
for work in (lambda: print(1, sep=5), lambda: print(end=5), lambda: print(1, file=5), lambda: print(flash=1), lambda: input(), lambda: input(1, 2)):
    try: print(work())
    except Exception as e: print(type(e).__name__, '-', e)
namespace = {'x': 5}
exec('y = x + 1\ndef f(): return y', namespace)
print(namespace['y'], namespace['f'](), eval('x * 2', namespace), eval('a + b', {}, {'a': 1, 'b': 2}), eval(' 1 + 1'))
code = compile('z = 3', '<made>', 'exec')
exec(code)
print(z, code.co_filename, eval(compile('z + 1', '<made>', 'eval')))
def local(a):
    b = 2
    return sorted(locals()), 'local' in globals(), locals()['a']
print(local(1), 'namespace' in globals(), globals()['z'], vars() is globals())
class C:
    attribute = 1
    def __init__(self): self.own = 2
print(vars(C()), [n for n in dir(C()) if not n.startswith('_')], 'print' in dir(__builtins__), __name__)
for source in ('1 +', 'x y', 'undefined', 'a = 1', '1 / 0', ''):
    try: print(eval(source))
    except Exception as e: print(source, '->', type(e).__name__, '-', e)
for work in (lambda: exec(5), lambda: eval(5), lambda: eval(), lambda: exec('1', 5), lambda: compile('1', 'f', 'other'), lambda: globals(1), lambda: __import__('nothing')):
    try: print(work())
    except Exception as e: print(type(e).__name__, '-', e)
