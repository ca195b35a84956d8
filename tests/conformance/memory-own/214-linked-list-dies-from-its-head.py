# A chain dies node by node, from the one whose last reference went.
class Node:
    def __init__(self, n, next=None): self.n, self.next = n, next
    def __del__(self): print(self.n, end=' ')
head = None
for i in range(6): head = Node(i, head)
middle = head.next.next
head = None; print('/', end=' ')
middle.next = middle.next.next; print('/', end=' ')
middle = None; print()
a, b = Node('a'), Node('b')
a.next, b.next = b, a
a.next = None
del a; print('/', end=' ')
del b; print()
