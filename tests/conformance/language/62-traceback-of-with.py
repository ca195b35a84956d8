# The manager sees the exception; the traceback shows where it came from.
class Guard:
    def __enter__(self): return self
    def __exit__(self, *details): print('leaving with', details[0].__name__)

with Guard() as guard:
    guard.open_door()
