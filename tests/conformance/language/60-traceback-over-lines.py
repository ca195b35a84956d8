# An expression of several lines is marked on each of them.
def divide(a, b):
    return a / b

result = [
    1,
    divide(
        5,
        0,
    ),
]
