# An exception holds its traceback, and that the frames it came through.
def parse(text):
    return int(text)

def load(lines):
    total = 0
    for line in lines:
        total += parse(line)
    return total

caught = None
try:
    load(['1', 'two'])
except ValueError as error:
    caught = error
