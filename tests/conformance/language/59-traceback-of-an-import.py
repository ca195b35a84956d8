# A module that is not there.
import gc
print(gc.isenabled())
import nothing_of_that_name
