# [[]] * 3 is three references to one list.
import sys
row = []
grid = [row] * 3
print(sys.getrefcount(row), grid[0] is grid[2])
grid[0].append(1)
print(grid)
grid = [[] for _ in range(3)]
grid[0].append(1)
print(grid, grid[1] is grid[2], sys.getrefcount(grid[0]))
grid *= 2
print(grid[0] is grid[3], sys.getrefcount(grid[0]))
d = dict.fromkeys('ab', row)
print(d['a'] is d['b'], sys.getrefcount(row))
