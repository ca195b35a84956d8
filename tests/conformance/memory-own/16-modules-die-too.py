# A built-in module that nobody holds any more is garbage like all else, and can be imported anew.
import sys, gc
first = gc.collect
lists = gc.garbage, gc.callbacks
del sys.modules['gc'], gc
import gc
gc.disable()
print(first is gc.collect, first() >= 0, gc.isenabled())
print([a is b for a, b in zip(lists, (gc.garbage, gc.callbacks))])
del first
print(gc.collect() >= 0)
class Node: pass
for i in range(3): node = Node(); node.me = node
print(gc.collect(), gc.garbage, gc.callbacks)
