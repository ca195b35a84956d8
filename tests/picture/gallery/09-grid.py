# Equal lists in a list stand below each other, as the rows of a board do.
board = [['.'] * 4 for row in range(4)]
board[1][2] = 'x'
board[3][0] = 'o'
