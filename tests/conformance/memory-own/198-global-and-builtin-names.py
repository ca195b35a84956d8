# A global hides a built-in of the same name; del brings it back.
import sys
class N: pass
n = N()
len = n
print(sys.getrefcount(n), len is n)
def f():
    global len
    del len
f()
print(sys.getrefcount(n), len('abc'))
def g():
    global made
    made = n
g()
print(made is n, 'made' in globals(), globals()['made'] is n)
globals()['other'] = n
print(other is n, sys.getrefcount(n))
