# A call in the middle of a line: its list lives as long as the subscript needs it.
def f(items):
    return items + [2]


x = 10
y = f([1])[0] + x
z = f(items=[x])[-1] * (y - 1)
print(y, z, sep=', ')
