a = []
place = id(a)
del a
b = []
print(id(b) == place)
