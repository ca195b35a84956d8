# A tree hangs from its root.
class Tree:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None

def insert(tree, key):
    if tree is None:
        return Tree(key)
    if key < tree.key:
        tree.left = insert(tree.left, key)
    else:
        tree.right = insert(tree.right, key)
    return tree

root = None
for key in [40, 20, 60, 10, 30, 50, 70]:
    root = insert(root, key)
