# The tree of a running script holds a lone bytes literal twice, other literals once.
import sys
print(sys.getrefcount(b'some bytes'), sys.getrefcount(b'some ' b'more'), sys.getrefcount('some text'))
b = b'other bytes'
t = (b'bytes in a tuple', 'text in a tuple')
print(sys.getrefcount(b), sys.getrefcount(t[0]), sys.getrefcount(t[1]))
exec("c = b'bytes of exec'; print(sys.getrefcount(c))")
exec(compile("c = b'bytes of code'; print(sys.getrefcount(c))", 'text', 'exec'))
print(sys.getrefcount(c), sys.getrefcount(b'a' * 3))
