import sys
x = [1, 2, 3]
print(sys.getrefcount(x) - 1)
y = x
print(sys.getrefcount(x) - 1)
del y
print(sys.getrefcount(x) - 1)
del x
