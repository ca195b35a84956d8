# An object dies at the moment when its last reference goes, whichever that is.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
a = b = N('a')
del a; print('one left')
b = None; print('none left')
l = [N('item')]
l.pop(); print('popped')
d = {'k': N('value')}
del d['k']; print('deleted')
d['k'] = N('old'); d['k'] = N('new'); print('replaced')
s = {N('member')}
s.clear(); print('cleared')
N('unbound'); print('end')
