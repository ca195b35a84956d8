# Values of each part of a try live as names do; the handler's only until its end.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def f(fail):
    try:
        a = N('try')
        if fail: raise ValueError(N('argument'))
    except ValueError as e:
        b = N('handler')
        print('handle', e.args[0].name)
    else:
        c = N('else')
    finally:
        d = N('finally')
        print('finally')
    print('leaves')
f(True)
print('--')
f(False)
