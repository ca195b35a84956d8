# A tuple of constants is a constant; a list, dict or set is built anew each time.
def tuple_of():
    return (1000, 'a b')
def list_of():
    return [1000, 'a b']
def built(x):
    return (1000, x)
print(tuple_of() is tuple_of(), list_of() is list_of(), built(1) is built(1))
print(list_of()[0] is list_of()[0], tuple_of()[0] is list_of()[0])
print(() is tuple(), tuple(()) is (), (1, 2)[:0] is (), tuple([]) is (), (*[],) is ())
print(frozenset() is frozenset(), frozenset(()) is frozenset(()))
