# with calls __enter__, and __exit__ whatever happens; a true answer of __exit__ stops the exception.
class Room:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print('enter', self.name); return self.name.upper()
    def __exit__(self, kind, value, traceback):
        print('exit', self.name, kind.__name__ if kind else None, value, traceback is not None)
        return self.swallow

with Room('a') as a, Room('b') as b:
    print(a, b)
with Room('c', swallow=True):
    raise ValueError('stopped')
try:
    with (Room('d'), Room('e') as (first, *others)):
        print(first, others)
        1 / 0
except ZeroDivisionError as e:
    print('came out', e)
def leave():
    with Room('f'):
        return 'value'
print(leave())
for i in range(2):
    with Room(f'r{i}'):
        if i == 0: continue
        break
class Half:
    def __enter__(self): pass
for manager in (5, Half()):
    try:
        with manager: pass
    except TypeError as e: print(e)
