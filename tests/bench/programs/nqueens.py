# Lists, generators and sets: queens on a board.
def queens(n, row, columns, up, down):
    if row == n:
        yield 1
        return
    for column in range(n):
        if column in columns or row + column in up or row - column in down:
            continue
        yield from queens(n, row + 1, columns | {column}, up | {row + column},
                          down | {row - column})


print(sum(queens(8, 0, set(), set(), set())))
