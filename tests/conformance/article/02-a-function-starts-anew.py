def counter():
    num = 0
    num += 1
    return num
print(counter(), counter(), counter())
