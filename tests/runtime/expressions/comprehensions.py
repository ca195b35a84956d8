# Comprehensions, whose variables hide others of that name.
def squares(numbers):
    x = 'kept'
    result = [x * x for x in numbers if x > 1]
    [x for x in numbers]
    return [x + y for x in numbers for y in result], x


x = 7
print(squares([1, 2]))
pairs = {k: [k for k in range(v)] for k, v in [('a', 1), ('b', 2)]}
letters = {c.upper() for c in 'ab' if c != 'b'}
total = sum(n * x for n in [3, x])
