# Instances: nodes that are linked, counted and let go.
N = 14_000  # 140 142_000
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


head = None
for i in range(N):
    head = Node(i, head)
n = 0
while head is not None:
    n += 1
    head = head.next
print(n)
