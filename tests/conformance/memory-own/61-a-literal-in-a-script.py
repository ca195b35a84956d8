# A literal's references: name, constants, the syntax tree of the script, the argument.
import sys
x = 1234567
print(sys.getrefcount(x))
y = 1234567
print(sys.getrefcount(x))
def f():
    return sys.getrefcount(1234567)
print(f())
print(sys.getrefcount(7654321), sys.getrefcount(1234567 + 1))
z = [1234567, 1234567]
print(sys.getrefcount(x))
s = 'two words'
t = ('two words', 1)
print(sys.getrefcount(s), sys.getrefcount(t))
