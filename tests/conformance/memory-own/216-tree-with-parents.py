# A tree whose children know their parent is full of cycles; weak parents avoid them.
import gc, weakref
gc.collect(); gc.disable()
class Node:
    def __init__(self, name, parent=None, weak=False):
        self.name, self.children = name, []
        self.parent = weakref.ref(parent) if weak and parent else parent
        if parent: parent.children.append(self)
    def __del__(self): print('dies', self.name)
root = Node('root'); Node('child', root)
del root
print('dropped'); print(gc.collect())
root = Node('root'); child = Node('child', root, weak=True)
print(child.parent() is root)
del root
print(child.parent())
