# A parameter is the callee's own name: rebinding it lets go of a temporary at once.
import sys
class N:
    def __del__(self): print('dies')
def lets_go(p):
    print('in')
    p = None
    print('out')
def deletes(p):
    del p
    print('deleted')
lets_go(N())
deletes(N())
n = N()
lets_go(n)
deletes(n)
print(sys.getrefcount(n))
n = 1
