# gc.callbacks are told of start and stop of each collection, with what was found.
import gc
gc.collect(); gc.disable()
class N:
    def __del__(self): print('del')
def tell(phase, info): print(phase, info)
gc.callbacks.append(tell)
n = N(); n.me = n; del n
gc.collect()
gc.collect(0)
gc.callbacks.remove(tell)
gc.collect()
print(gc.callbacks)
