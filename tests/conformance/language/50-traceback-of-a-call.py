# A call in a larger expression has its parentheses marked.
def give(n):
    return None

value = 1 + give(2)(3) + 4
