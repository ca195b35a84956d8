# clear(), slices and slice assignment let go in an order of their own.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=' ')
def items(): return [N(i) for i in range(5)]
l = items(); l.clear(); print('clear')
l = items(); del l[1:4]; print('del slice'); del l; print('rest')
l = items(); l[1:4] = []; print('slice'); del l; print('rest')
l = items(); del l[::2]; print('del step'); del l; print('rest')
l = items(); l[:] = [N('x')]; print('all'); del l; print('rest')
d = {i: N(i) for i in range(4)}; d.clear(); print('dict')
l = items(); l *= 0; print('times zero')
