# raise holds the instance only while it flies; args hold what they were given.
import sys
class N: pass
n = N()
e = ValueError(n, n)
print(sys.getrefcount(e), sys.getrefcount(n), e.args[0] is n)
try: raise e
except ValueError as caught:
    print(caught is e, sys.getrefcount(e))
print(sys.getrefcount(e), e.__traceback__ is not None)
e.args = ()
print(sys.getrefcount(n))
e.note = n
e.add_note('a note')
print(sys.getrefcount(n), e.__notes__, list(vars(e)))
