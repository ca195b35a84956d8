# Equal constants of one unit are one object, however deep the function that names them.
def outer():
    a = 1234.5
    def inner():
        return 1234.5
    class Body:
        value = 1234.5
        def method(self):
            return 1234.5
    return a is inner(), a is Body.value, a is Body().method(), a is (lambda: 1234.5)()

print(outer())
print(outer.__code__.co_consts[1] is outer.__code__.co_consts[2].co_consts[1])
def default(x=1234.5, *, y=1234.5):
    return x is y is 1234.5000
print(default(), default(1234.5), [1234.5][0] is default.__defaults__[0])
