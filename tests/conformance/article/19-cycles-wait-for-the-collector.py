import gc
class Node:
    def __del__(self): print('freed')
gc.collect()
n = Node()
n.me = n
del n
print('no name left')
print(gc.collect())
