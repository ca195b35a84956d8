# A chain lies in a row.
class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

head = None
for n in range(5):
    head = Node(n, head)
