# Targets and values: the assignment is marked where it fails.
def pair():
    return 1, 2, 3

first, second = pair()
