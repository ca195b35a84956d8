# int() of a text or a float takes small ones from the cache, and makes large ones anew.
for text in '256', '257', '-5', '-6', '0x100', '0b1_0000_0000':
    print(text, int(text, 0) is int(text, 0))
print(int(256.9) is 256 + 0, int(257.0) is int(257.0))
n = 1000
print(int(n) is n, +n is n, n.__index__() is n, n.__int__() is n, n.__trunc__() is n)
print(abs(n) is n, abs(-n) is n, n.conjugate() is n, n.real is n, n.numerator is n)
print(round(n) is n, round(n, 2) is n, round(n, -1) is n, n | 0 is n, n & n is n)
