# Closures of a loop share the cell; a default keeps each value.
fs = [lambda: i for i in range(3)]
print([f() for f in fs], fs[0].__closure__[0] is fs[1].__closure__[0])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], fs[0].__closure__)
def make(i): return lambda: i
fs = [make(i) for i in range(3)]
print([f() for f in fs], fs[0].__closure__[0] is fs[1].__closure__[0])
fs = []
for i in range(3): fs.append(lambda: i)
print([f() for f in fs], fs[0].__closure__)
