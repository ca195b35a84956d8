# raise ... from: the cause is printed first.
def read(table, key):
    try:
        return table[key]
    except KeyError as error:
        raise ValueError(f'no {key}') from error

read({}, 'x')
