# A traceback shows the way from the module to the raise; marks show the part of the line.
def inner(values):
    return values[0] + values[1]['key'] + 1

def outer(data):
    total = 5 * inner(data)
    return total

print('before')
outer([1, {}])
