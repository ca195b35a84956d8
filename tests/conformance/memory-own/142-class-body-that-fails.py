# A class body that raises lets go of its names, and makes no class.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
try:
    class C:
        a = N('a')
        b = N('b')
        1 // 0
except ZeroDivisionError: print('caught')
print('C' in globals())
