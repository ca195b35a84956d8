# Reading an attribute that is missing keeps the object in the error; deleting one does not.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
class S(N): __slots__ = 'x',
def attempt(f, n):
    try: f(n)
    except AttributeError as error: return error
def read(n): n.missing
def delete(n): del n.missing
kept = attempt(read, N('read')).with_traceback(None)
print(kept.name, kept.obj.name)
kept = attempt(delete, N('deleted')).with_traceback(None)
print(kept, kept.name, kept.obj)
