# finally runs before the locals die; a return in it drops the exception.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
class E(Exception):
    def __del__(self): print('exception dies')
def f():
    local = N('local')
    try: raise E
    finally:
        print('finally')
        return 'result'
print(f())
def loop():
    for i in range(2):
        try: raise E
        finally:
            print('continue', i)
            continue
loop()
print('end')
