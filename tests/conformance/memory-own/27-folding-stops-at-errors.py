# What would fail is left for the run; and names, calls and comparisons are never folded.
def fails():
    try:
        return 1 // 0
    except ZeroDivisionError as error:
        return str(error)
def text():
    try:
        return 'a' + 1
    except TypeError as error:
        return str(error)
print(fails(), text())
print((1 < 2) is True, (len('abc') * 1000) is (3 * 1000))
n = 3
print(n * 1000 is 3000, 5 and 1000 is 1000)
