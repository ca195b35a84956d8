def f():
    num = 0
    big = 123456
    return num, big
p = f(); q = f()
print(p[0] is q[0], p[1] is q[1])
