# What is frozen no collection looks at.
import gc
gc.collect(); gc.disable()
l = []; l.append(l); del l
gc.freeze(); print(gc.get_freeze_count() > 0, gc.get_objects() == [], gc.collect())
gc.unfreeze(); print(gc.get_freeze_count(), gc.collect())
