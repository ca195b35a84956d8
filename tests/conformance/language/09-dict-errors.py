# A missing key, a key that cannot be hashed, a dict that changes while it is walked through.
def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, '-', error)

def delete(target, key):
    del target[key]

def grow(table):
    for key in table:
        table[key + '!'] = 1

def swap(table):
    for key in table:
        del table[key]
        table[key + '!'] = 1

attempt(lambda: {}['missing'])
attempt(lambda: {}[0, 1])
attempt(lambda: {[]: 1})
attempt(lambda: {{}: 1})
attempt(lambda: {}[[]])
attempt(lambda: {1: 2}.pop(9))
attempt(lambda: {}.popitem())
attempt(lambda: delete({}, 'x'))
attempt(lambda: dict(5))
attempt(lambda: dict([1]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(1, 2))
attempt(lambda: {}.update(5))
attempt(lambda: {}.get())
attempt(lambda: {}.has('x'))
attempt(lambda: {} + {})
attempt(lambda: {} < {})
attempt(lambda: grow({'a': 1}))
attempt(lambda: swap({'a': 1}))
attempt(lambda: {**5})
attempt(lambda: dict(**{1: 2}))
attempt(lambda: print(**{'x': 1}))
attempt(lambda: print(**5))
attempt(lambda: dict.fromkeys(5))
attempt(lambda: {}.keys()[0])
attempt(lambda: set([[]]))
attempt(lambda: {{1}})
