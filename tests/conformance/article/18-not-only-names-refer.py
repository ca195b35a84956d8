import sys
a = []
b = [a, a]
c = {'k': a}
print(sys.getrefcount(a) - 1)
