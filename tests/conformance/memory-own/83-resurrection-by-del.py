# __del__ that stores self brings the object back; it will not be called again.
import sys
saved = []
class N:
    def __del__(self):
        print('del')
        saved.append(self)
n = N()
n.x = [1]
del n
print(len(saved), saved[0].x, sys.getrefcount(saved[0]))
n = saved.pop()
del n
print(len(saved))
