# else of a loop runs when no break left it; continue goes to the next round.
n = 3
while n:
    print(n, end=' ')
    n -= 1
else:
    print('done')
for i in range(10):
    if i % 2:
        continue
    if i > 6:
        break
    print(i, end=' ')
else:
    print('never')
print('i is', i)
for char in 'ab':
    for digit in range(3):
        if digit == 2:
            break
        print(char, digit, end='; ')
    else:
        print('never')
print()
for n in range(2, 20):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, end=' ')
print()
for i, name in enumerate(['x', 'y'], start=1): print(i, name)
for a, b in zip([1, 2, 3], 'ab'): print(a, b)
for empty in []: pass
else: print('else after nothing')
while True:
    try:
        continue
    finally:
        break
items = [1, 2, 3]
for item in items:
    if item < 3: items.append(item + 10)
    if len(items) > 8: break
print(items)
for box in [0, 0], [1, 1]: box[0] = 9; print(box)
target = {}
for target['k'] in range(3): pass
print(target)
