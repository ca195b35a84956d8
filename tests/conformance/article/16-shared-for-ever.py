import sys
n = sys.getrefcount(5)
five = [5] * 1000
print(sys.getrefcount(5) == n, n == 4294967295)
