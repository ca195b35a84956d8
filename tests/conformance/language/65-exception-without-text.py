# An exception that has nothing to say prints its class alone; a qualified one its module's name.
class Outer:
    class Inner(Exception):
        pass

try:
    raise ValueError
except ValueError as error:
    print(repr(str(error)))
raise Outer.Inner
