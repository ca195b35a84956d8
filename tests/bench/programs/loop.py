# Ints: a loop that counts.
def loop(n):
    total = 0
    i = 0
    while i < n:
        if i % 3 == 0:
            total += i
        i += 1
    return total


print(loop(3_000_000))
