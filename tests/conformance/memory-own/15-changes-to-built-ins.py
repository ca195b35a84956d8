# Names in built-in modules can be bound anew and deleted, like all others.
import sys, builtins
name = 'maxsize'
sys.dont_write_bytecode = True
sys.dont_write_bytecode = kept = ['mine']
print(sys.getrefcount(kept)); del sys.dont_write_bytecode; print(sys.getrefcount(kept))
size = sys.maxsize
sys.maxsize = 3; print(sys.maxsize, size > 3); del sys.maxsize; print(hasattr(sys, name))
def f(): return abs(-2)
print(f()); builtins.abs = lambda x: 'my abs'; print(f()); del builtins.abs
try: f()
except NameError as e: print(e)
builtins.hex = [1]; builtins.hex = oct; print(hex(8)); builtins.oct = builtins.hex; print(oct is hex)
sys.itself = sys; print(sys.itself.itself is sys); del sys.itself
for i in range(100): setattr(builtins, 'n%d' % i, [i])
print(n0, n99)
for i in range(100): delattr(builtins, 'n%d' % i)
for i in range(100): setattr(builtins, 'm%d' % i, [i])
print(m0, m99, hasattr(builtins, 'n0'))
