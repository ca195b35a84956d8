# An AttributeError holds its object, a NameError the name, a KeyError the key.
import sys
class N:
    def __del__(self): print('dies')
try: N().missing
except AttributeError as e:
    print(type(e.obj).__name__, e.name, sys.getrefcount(e.obj))
print('after')
key = N(); N.__hash__ = lambda self: 1
try: {}[key]
except KeyError as e: print(e.args[0] is key, sys.getrefcount(key))
print(sys.getrefcount(key))
try: missing_name
except NameError as e: print(e.name)
del key
print('end')
