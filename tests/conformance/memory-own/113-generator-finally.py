# Dropping a suspended generator raises GeneratorExit in it: finally and with run.
class W:
    def __enter__(self): print('enter'); return self
    def __exit__(self, *a): print('exit', a[0].__name__)
def g():
    try:
        with W():
            yield 1
    except GeneratorExit:
        print('except')
        raise
    finally:
        print('finally')
x = g(); next(x); del x; print('--')
x = g(); next(x); x = None; print('--')
for _ in g(): break
print('--')
x = g(); next(x)
try: x.throw(KeyError('k'))
except KeyError as e: print('out', e)
