# An exception is an object: it has arguments, a cause, a context, a traceback, notes.
class Trouble(Exception):
    def __init__(self, code):
        super().__init__(f'trouble {code}')
        self.code = code
class Worse(Trouble): pass

try:
    raise Worse(7)
except Trouble as e:
    kept = e
print(kept, repr(kept), kept.args, kept.code, isinstance(kept, Exception), kept.__traceback__.tb_lineno)
try:
    try:
        1 / 0
    except ZeroDivisionError as zero:
        raise ValueError('from zero') from zero
except ValueError as e:
    print(repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError('while')
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__, str(e))
for work in ('raise 5', 'raise', 'raise ValueError from 5', 'raise type', 'raise ValueError from None'):
    try:
        exec(work)
    except BaseException as e:
        print(type(e).__name__, '-', e)
e = ValueError('a', 1)
e.add_note('noted')
print(e, repr(e), e.__notes__, e.with_traceback(None) is e, Exception() == Exception(), KeyError('k'), IndexError())
print(OSError(2, 'No such file', 'x.txt'), OSError(2, 'n').errno, StopIteration(5).value, SystemExit(3).code, AttributeError('a', name='n').name)
print(ZeroDivisionError.__mro__, issubclass(ModuleNotFoundError, ImportError), UnicodeError.__bases__)
try:
    try: raise TypeError
    except 5: pass
except TypeError as e:
    print(e)
