def f():
    num = [0]
    return num
r = f()
print(r)
