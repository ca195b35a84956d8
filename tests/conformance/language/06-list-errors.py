# Indexes out of range, wrong indexes and wrong sizes.
def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, '-', error)

def assign(target, key, value):
    target[key] = value

def delete(target, key):
    del target[key]

def unpack(values):
    a, b = values

def unpack_more(values):
    a, b, *c = values

row = [1, 2, 3]
attempt(lambda: row[3])
attempt(lambda: row['a'])
attempt(lambda: assign(row, 9, 0))
attempt(lambda: assign(row, 'a', 0))
attempt(lambda: assign(row, slice(0, 3, 2), [1]))
attempt(lambda: assign(row, slice(0, 1), 5))
attempt(lambda: assign((1, 2), 0, 5))
attempt(lambda: assign('ab', 0, 'c'))
attempt(lambda: delete(row, 7))
attempt(lambda: delete((1,), 0))
attempt(lambda: delete(5, 0))
attempt(lambda: row.index(9))
attempt(lambda: row.remove(9))
attempt(lambda: [].pop())
attempt(lambda: row.pop(9))
attempt(lambda: row.append())
attempt(lambda: row.append(1, 2))
attempt(lambda: row.insert(1))
attempt(lambda: row.extend(5))
attempt(lambda: [3, 'a'].sort())
attempt(lambda: row.sort(1))
attempt(lambda: row.sort(up=1))
attempt(lambda: list(5))
attempt(lambda: list(1, 2))
attempt(lambda: row + (1,))
attempt(lambda: row * 'a')
attempt(lambda: unpack([1]))
attempt(lambda: unpack([1, 2, 3]))
attempt(lambda: unpack((1, 2, 3)))
attempt(lambda: unpack(5))
attempt(lambda: unpack(iter('abc')))
attempt(lambda: unpack_more('a'))
attempt(lambda: row[::0])
attempt(lambda: row.apend(1))
attempt(lambda: hash(row))
attempt(lambda: 5[0])
attempt(lambda: None['a'])
attempt(lambda: (lambda: 0)[1])
attempt(lambda: int[1])
