# A list that is sorted by exchanging neighbours.
N = 280  # 27 880
def sort(items):
    for end in range(len(items) - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]


items = [(i * 7919) % 1009 for i in range(N)]
sort(items)
print(items[:5])
