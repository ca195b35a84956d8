# A unit that is compiled and run later has no syntax tree any more; its code holds the constant.
import sys
space = {'sys': sys}
exec('x = 1234567\nprint(sys.getrefcount(x))', space)
print(sys.getrefcount(space['x']))
code = compile('y = 7654321\nprint(sys.getrefcount(y))', 'text', 'exec')
exec(code, space)
print(sys.getrefcount(space['y']))
del code
print(sys.getrefcount(space['y']))
print(eval('sys.getrefcount(5555555)'), eval('sys.getrefcount([])'))
