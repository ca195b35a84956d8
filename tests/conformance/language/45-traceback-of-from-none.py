# raise ... from None hides what was handled.
class Refused(Exception):
    pass

try:
    int('x')
except ValueError:
    raise Refused('not a number', 5) from None
