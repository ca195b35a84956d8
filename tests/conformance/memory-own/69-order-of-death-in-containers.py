# A list and a tuple die from the last item to the first, a dict in the order of insertion.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, end=' ')
def show(text, make):
    print(text, end=': ')
    make()
    print()
show('list', lambda: [N(1), N(2), N(3)])
show('tuple', lambda: (N(1), N(2), N(3)))
show('dict', lambda: {1: N(1), 2: N(2), 3: N(3)})
show('keys', lambda: {N(1): N(2), N(3): N(4)})
show('nested', lambda: [[N(1), N(2)], [N(3), N(4)]])
show('mixed', lambda: [N(1), {2: N(2)}, (N(3), [N(4)])])
show('one set', lambda: {N(1)})
