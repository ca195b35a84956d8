# A pattern is tried against the form of a value; the first that fits wins.
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y

def kind(value):
    match value:
        case 0 | 1: return 'small'
        case int(n) if n < 0: return f'negative {n}'
        case int() | float(): return 'number'
        case 'hello' | 'hi': return 'greeting'
        case str() as text: return f'text {text}'
        case []: return 'empty'
        case [one]: return f'one {one}'
        case [first, *rest] if len(rest) > 2: return f'{first} and {rest}'
        case (a, b): return f'pair {a} {b}'
        case [_, _, *_]: return 'longer'
        case {'type': 'circle', 'r': r}: return f'circle {r}'
        case {'k': v, **more}: return f'{v} {more}'
        case Point(0, 0): return 'origin'
        case Point(x=0, y=y): return f'on axis at {y}'
        case Point(x, y): return f'{x},{y}'
        case None: return 'none'
        case True: return 'never'
        case _: return 'other'

for value in (0, -5, 7, 2.5, 'hi', 'x', [], [1], [1, 2, 3, 4], (1, 2), [1, 2, 3], {'type': 'circle', 'r': 2},
              {'k': 1, 'm': 2}, Point(0, 0), Point(0, 3), Point(1, 2), None, {}, object, True):
    print(kind(value))
match [1, [2, {'a': (3, 'four')}]]:
    case [x, [y, {'a': (z, str(w))}]]: print(x, y, z, w)
match 5:
    case 6: print('never')
print('after')
try:
    match Point(1, 2):
        case Point(1, 2, 3): pass
except TypeError as e: print(e)
