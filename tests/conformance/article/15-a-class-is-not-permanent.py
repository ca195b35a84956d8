import gc, weakref
class ObjectCounter: pass
obj = ObjectCounter()
w = weakref.ref(ObjectCounter)
del ObjectCounter
gc.collect(); print(w() is None)
del obj
print(w() is None)
gc.collect(); print(w() is None)
