# An int takes four bytes for each 30 bits; every float and bool the same.
import sys
print([sys.getsizeof(n) for n in (0, 1, -1, 2 ** 30 - 1, 2 ** 30, -2 ** 30, 2 ** 60 - 1, 2 ** 60, 10 ** 100)])
print([sys.getsizeof(n) for n in (True, False, 0.0, 1e300, 1j, None, ...)])
print([(b, sys.getsizeof(1 << b)) for b in (29, 59, 89, 300, 3000)])
print(sys.getsizeof(2 ** 90 - 2 ** 90 + 1), sys.getsizeof(2 ** 90 >> 70), sys.getsizeof(int('1' * 50)))
