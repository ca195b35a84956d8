# finally runs whatever happens; else runs when nothing was raised; except picks by class.
def run(kind):
    try:
        print('try', kind, end=' ')
        if kind == 'value': raise ValueError('bad')
        if kind == 'key': {}['k']
        if kind == 'return': return 'returned'
        if kind == 'other': raise RuntimeError
    except ValueError as error:
        print('caught', error, end=' ')
    except (KeyError, IndexError) as error:
        print('caught', repr(error), end=' ')
    else:
        print('else', end=' ')
    finally:
        print('finally')
    return 'end'

for kind in ('value', 'key', 'return', 'none'):
    print(run(kind))
try:
    run('other')
except Exception as error:
    print(type(error), error.args, str(error) == '')
try:
    error
except NameError as gone:
    print(gone)

def override():
    try:
        return 'try'
    finally:
        return 'finally'
print(override())
def nested():
    try:
        try:
            raise KeyError('a')
        finally:
            print('inner finally')
    except LookupError as e:
        try:
            raise
        except KeyError as again:
            return e is again
print(nested())
for i in range(3):
    try:
        if i == 1: continue
        print('round', i)
    finally:
        print('end of round', i)
try:
    assert 1 == 2, 'message'
except AssertionError as e:
    print(repr(e))
