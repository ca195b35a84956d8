# A local that is read before it is bound.
def f():
    if False:
        value = 1
    return value

f()
