a = 1000; b = 1000
print(a is b)
c = 500 + 500
print(a is c)
d = int('1000')
print(a is d)
