a = 5
b = 5
print(a is b)
a = int('1000')
b = int('1000')
print(a is b, a == b)
