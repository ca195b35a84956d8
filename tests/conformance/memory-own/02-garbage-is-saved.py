# DEBUG_SAVEALL: what the collector finds goes to gc.garbage instead of being taken apart.
import gc
gc.collect(); gc.disable()
class N:
    def __del__(self): print('del', self.name)
print(gc.get_debug(), gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK)
gc.set_debug(gc.DEBUG_SAVEALL); print(gc.get_debug())
n = N(); n.name = 'n'; n.me = n; del n
l = []; l.append(l); del l
print(gc.collect()); gc.set_debug(0)
print([type(x).__name__ for x in gc.garbage], gc.garbage[1][0] is gc.garbage[1])
gc.garbage.clear(); print(gc.collect(), gc.garbage)
