# The built-in functions that compute.
def attempt(source):
    try: print(source, '->', repr(eval(source)))
    except Exception as e: print(source, '->', type(e).__name__, '-', e)

for source in '''abs(-3)|abs()|all([1, 0])|all([])|any([])|any([0, 'x'])|all(5)|any()|ascii('é')|bin(10)|bin(-1)|bin(1.5)|bin()
chr(97)|chr(1114112)|chr('a')|chr(1.5)|divmod(7, 2)|divmod(7.5, 2)|divmod(1)|divmod('a', 1)|format(3.14159, '.2f')|format()|format(1, 2)
hash('') == 0|hash(-1)|hash([])|hash()|hex(255)|hex('a')|len('abc')|len(5)|len()|len([], [])
max(1, 5, 3)|max([2, 9])|max('abc', key=ord)|max([])|max([], default=0)|max(1)|max()|max(1, 2, default=3)|max(1, 'a')|max([1], foo=2)
min(3, 1)|min({'b': 1, 'a': 2})|min([], default=None)|min((5, 2), (5, 1))|min(1, 2, key=lambda x: -x)|min()
oct(8)|oct('8')|ord('a')|ord('')|ord(b'a')|pow(2, 10)|pow(2, 10, 1000)|pow(2)|pow(2, 'a')|pow(base=2, exp=3)|pow(2.0, 3, 5)|pow(0, -1)
round(2.567, 2)|round(7)|round(-2.5)|round(1e300)|round(15, -1)|round()|round(1.5, 'a')|round('x')|round(2.5, None)|round(float('nan'))
sorted([3, 1, 2])|sorted('bca', reverse=True)|sorted([1, 'a'])|sorted()|sorted(5)|sorted([3], 1)|sorted([2, 1], key=None)|sorted([1], foo=1)
sum([1, 2, 3])|sum([0.1] * 10)|sum([[1], [2]], [])|sum(['a'])|sum('ab', '')|sum(5)|sum()|sum([1], start=10)|sum([1], 2, 3)
isinstance(1, int)|isinstance(1, (str, int))|isinstance(1, int | str)|isinstance(1)|isinstance(1, 5)|issubclass(bool, int)|issubclass(1, int)|issubclass(int, 5)
callable(len)|callable(1)|callable()|repr('a')|repr()|repr(1, 2)|id(None) == id(None)|id()|type(1)|type()|type(1, 2)|bool(1, 2)
iter(5)|iter()|iter(len, 0, 1)|iter(5, 0)|next([])|next()|next(iter([]), 5)|list(iter([3, 2, 1].pop, 1))|list(zip('ab', [1, 2, 3]))|list(zip())
list(zip('ab', [1], strict=True))|zip(5)|list(map(len, ['a', 'bb']))|map()|map(len)|map(len, 5)|list(map(pow, [2, 3], [3, 2]))|list(map(5, [1]))
list(filter(None, [0, 1, '', 'a']))|list(filter(lambda x: x > 1, [1, 2]))|filter()|filter(None, 5)|list(enumerate('ab', 1))|enumerate()|enumerate(5)|list(enumerate('a', start=5))
list(reversed([1, 2]))|reversed(5)|reversed({1})|reversed()|list(reversed({'a': 1}))|int()|int('5', base=6)|int(5, 2)|int(None)|int('0b11', 0)|str()|str(5)|str(b'a')|str(b'a', 'ascii')
float()|float('1e3')|float(None)|bool()|bool([])|list()|tuple()|dict()|set()|frozenset()|bytes(3)|bytes('a')|bytes('a', 'utf-8')|bytes([256])|bytes(-1)|bytearray(b'ab')|complex(1)|complex('1+2j')|complex('x')
slice(1, 2)|object() == object()|getattr(5, 'real')|getattr(5, 'nope')|getattr(5, 'nope', 0)|getattr(5)|getattr(5, 5)|hasattr(5, 'x')|hasattr(5, 5)|setattr(5, 'x', 1)|delattr(5, 'x')|vars(5)|dir(5, 6)'''.replace('\n', '|').split('|'):
    attempt(source)
