# A cycle that nothing reaches: counted, and waiting for the collector.
class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

a = Node('a')
b = Node('b')
a.other = b
b.other = a
del a
del b
waiting = True
