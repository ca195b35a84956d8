# A tuple, str, bytes or frozenset asked for a whole copy of itself gives itself.
t, s, b, f = (1, [2]), 'some text', b'some bytes', frozenset([1])
print(tuple(t) is t, t[:] is t, t * 1 is t, t + () is t, () + t is t)
print(str(s) is s, s[:] is s, s * 1 is s, s + '' is s, '' + s is s, s[0:100] is s)
print(bytes(b) is b, b[:] is b, b * 1 is b, b + b'' is b, b'' + b is b)
print(frozenset(f) is f, f.copy() is f, f | f is f, f & f is f)
print(s.strip() is s, s.replace('z', 'y') is s, s.ljust(3) is s, s.lower() is s)
print(''.join([s]) is s, ''.join((s, '')) is s, '%s' % s is s, f'{s}' is s, format(s) is s)
