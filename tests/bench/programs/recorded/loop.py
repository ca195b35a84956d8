# Ints: a loop that binds names.
N = 33_000  # 330 330_000
total = 0
for i in range(N):
    square = i * i
    total += square
print(total)
