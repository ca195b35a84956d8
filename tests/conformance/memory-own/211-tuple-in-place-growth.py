# t += (x,) makes a new tuple each time; the items move on.
import sys
class N: pass
n = N()
t = ()
for i in range(3):
    old = t
    t += (n,)
    print(t is old, len(t), sys.getrefcount(n))
old = None
print(sys.getrefcount(n), sys.getrefcount(t))
u = t * 2
print(sys.getrefcount(n), u[0] is t[0], t * 1 is t, t + () is t)
