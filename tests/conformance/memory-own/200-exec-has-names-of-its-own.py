# exec() binds in the dicts that it is given; they are all that it leaves.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
space = {'N': N}
exec("a = N('a'); b = N('b'); del a", space)
print(sorted(k for k in space if k != '__builtins__'), sys.getrefcount(space['b']))
local = {}
exec('c = N("c")', space, local)
print(list(local))
local.clear()
exec('def f(x=N("default")): return x', space)
print(space['f']() is space['f'](), sys.getrefcount(space['f']()))
print(eval('N("temporary").name', space))
space.clear()
print('end')
