# A failed assertion shows its message.
def half(n):
    assert n % 2 == 0, f'{n} is odd'
    return n // 2

print(half(4))
half(5)
