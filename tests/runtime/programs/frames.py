# Frames: locals, cells, namespaces, and what lives on after a call.
def outer(a):
    b = a + 1

    def inner(c):
        nonlocal b
        b += c
        return a, b, c

    return inner


f = outer(10)
g = outer(20)
print(f(1), f(2), g(5), f(0))


def unbound(flag):
    if flag:
        x = 1
    return x


print(unbound(True))
try:
    unbound(False)
except UnboundLocalError as e:
    print(e)


def free():
    def show():
        return later
    try:
        show()
    except NameError as e:
        print(e)
    later = 'now'
    return show()


print(free())


def delete():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as e:
        print(e)


delete()
print(sorted(k for k in (lambda a, b=2: locals())(1)))


class Body:
    x = 1
    y = [v for v in [x]]
    def method(self):
        return __class__.__name__


print(Body.y, Body().method())
x = 'global'


class Shadow:
    print(x)
    x = 'class'
    print(x)


print(x)


def many(n):
    return n and many(n - 1) + 1


print(many(900))


def keep():
    kept = 'alive'
    raise ValueError


try:
    keep()
except ValueError as e:
    frame = e.__traceback__.tb_next.tb_frame
print(frame.f_locals, frame.f_code.co_name, frame.f_lineno > 0)


class Noisy:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, 'dies')


def order():
    a = Noisy('a')
    b = Noisy('b')
    c = Noisy('c')
    del b
    return 'returned'


print(order())
