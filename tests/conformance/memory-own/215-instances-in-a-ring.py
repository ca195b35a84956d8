# A ring of objects dies as a whole, and only by the collector; cut open it dies by counting.
import gc
gc.collect(); gc.disable()
class Node:
    def __init__(self, n): self.n = n
    def __del__(self): print(self.n, end=' ')
def ring(n):
    nodes = [Node(i) for i in range(n)]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]): a.next = b
    return nodes[0]
r = ring(4)
r = None; print('dropped')
print(gc.collect())
r = ring(4)
r.next.next = None; print('cut')
r = None; print()
print(gc.collect())
