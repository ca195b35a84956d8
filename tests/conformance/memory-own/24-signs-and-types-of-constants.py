# 0.0 and -0.0, 1 and 1.0 and True, 1j and 1.0: equal, and yet constants of their own.
a, b, c, d = 0.0, -0.0, 0, False
print(a is b, a == b, [str(x) for x in (a, b, c, d)])
one, real, true, imaginary = 1, 1.0, True, 1 + 0j
print(one is real, one is true, real is imaginary, {one, real, true, imaginary})
print((1, 2) is (1, 2), (1, 2) is (1.0, 2), (0.0,) is (-0.0,), (1,) is (True,))
print(b'a' is b'a', 'a' is b'a', b'ab' is b'ab', 3j is 3j, 3j is -3j)
