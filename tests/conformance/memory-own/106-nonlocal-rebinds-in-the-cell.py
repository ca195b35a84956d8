# nonlocal stores into the shared cell: the old value dies at once.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def make():
    n = N('first')
    def change(name):
        nonlocal n
        n = N(name)
    def see(): return n.name
    def drop():
        nonlocal n
        del n
    return change, see, drop
change, see, drop = make()
change('second'); print(see())
drop()
try: see()
except NameError as error: print(error)
change('third')
print(see())
