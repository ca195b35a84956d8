# A suspended generator keeps its frame, and what the frame names.
def squares(limit):
    seen = []
    for n in range(limit):
        seen.append(n * n)
        yield seen[-1]

numbers = squares(10)
first = next(numbers)
second = next(numbers)
