# When __init__ raises, the new instance dies, with __del__ and all.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
class C:
    def __init__(self, x):
        self.part = N('part')
        if x: raise ValueError('no')
    def __del__(self): print('dies C', hasattr(self, 'part'))
try: C(N('argument'))
except ValueError as e: print(e)
print('--')
class D:
    def __init__(self): return 5
    def __del__(self): print('dies D')
try: D()
except TypeError as e: print(e)
print('end')
