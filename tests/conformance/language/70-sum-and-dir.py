# sum() of floats keeps what additions round off; dir() of a scope.
print(sum([1,2.5,3]),sum([0.1]*3,0.5),sum([[1],[2]],[]),sum([1e100,1,-1e100]),sum([1.5,2j]),sum([True,1.0]),sum([float('inf'),1]), sum([10**400,1]), sum([1.0, 10**30]))
def f():
    a=1; b=2
    print(dir())
f()
try: sum([1.0,'a'])
except TypeError as e: print(e)
try: sum([1.0,10**400])
except OverflowError as e: print(e)
class L(list):
    def __iadd__(self, o): print('iadd'); return self
print(sum([[1],[2]], L()))
