# A list changes in place; slices read, replace, insert and delete.
row = [3, 1, 2]
row.append(5)
row.extend((4, 6))
row.insert(0, 'first')
print(row, len(row), row[0], row[-1], row[1:3], row[::-2])
row[0] = 'zero'
row[1:3] = ['a', 'b', 'c']
print(row, row.pop(), row.pop(0), row)
row[1:1] = [10, 20]
print(row)
row[::2] = ['x'] * len(row[::2])
print(row)
del row[0], row[-1]
del row[1:3]
print(row, 'c' in row, row.index('x'), row.count('x'))
row.remove('x')
row.reverse()
print(row, row + [1], row * 2, [0] * 3, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0])
numbers = [5, 2, 9, 1]
numbers.sort()
print(numbers, sorted('hello', reverse=True), sorted(['b', 'A', 'c'], key=str.lower))
numbers += [7]
numbers *= 2
copy = numbers.copy()
numbers.clear()
print(numbers, copy, list('abc'), list(range(3)), [[1], [2, [3]]])
ring = [1]
ring.append(ring)
print(ring, ring[1] is ring)
first, *rest = copy
*start, last = copy
head, *middle, tail = 'abcd'
print(first, rest, start, last, head, middle, tail)
