# and, or give one of their operands; comparisons chain; each is evaluated only as far as needed.
def say(value):
    print('eval', repr(value))
    return value

print(say(0) or say('b') or say('c'))
print(say(1) and say('') and say('c'))
print(not say([]), not 1, not None)
print(say(1) < say(5) < say(3) < say(9))
print(1 < 2 == 2 != 3 is not None, 1 == 1.0 == True, 'a' in 'ab' in ['ab'])
print('yes' if [0] else 'no', 'yes' if {} else 'no', 1 if 0 else 2 if 0 else 3)
for value in (0, 0.0, 0j, '', b'', (), [], {}, set(), range(0), None, False, NotImplemented is None):
    assert not value, value
for value in (1, -1, 0.1, ' ', (0,), [0], {0: 0}, range(1), True, print, object(), ...):
    assert value, value

class Empty:
    def __len__(self): return 0

class Never:
    def __bool__(self): return False
    def __len__(self): return 5

class Wrong:
    def __bool__(self): return 1

class Negative:
    def __len__(self): return -1

print(bool(Empty()), bool(Never()), not Empty(), bool(), bool('False'))
for kind in (Wrong, Negative):
    try:
        if kind(): pass
    except Exception as error:
        print(type(error).__name__, '-', error)
print(True & False, True | False, True ^ True, False is not True, True == 1, str(True), isinstance(True, int))
