# return moves the value out; the other names of the frame let go after.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def f():
    kept, lost = N('kept'), N('lost')
    return kept
def g():
    return f()
def h():
    try:
        return N('tried')
    finally:
        print('finally')
print(f().name)
x = g()
print(sys.getrefcount(x))
h(); print('h')
def over():
    try: return N('first')
    finally: return N('second')
print(over().name)
