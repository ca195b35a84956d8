# sys.exit and an exception that nobody catches let go of the frames before the module ends.
import sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def f():
    local = N('local')
    try:
        sys.exit(0)
    finally:
        print('finally')
g = N('global')
try:
    f()
except SystemExit as e:
    print('caught', e.code)
print('once more')
f()
