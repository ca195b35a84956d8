a = [1, 2, 3]
b = a
b = b + [4]
print(a, b)
b = a
b += [4]
print(a, b)
