# Instances and methods: a list of linked nodes, made, walked and dropped.
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next

    def get(self):
        return self.value


def run(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    total = 0
    node = head
    while node is not None:
        total += node.get()
        node = node.next
    return total


print(sum(run(100_000) for _ in range(5)))
