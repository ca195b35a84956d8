# A deep recursion: the calls in between are folded.
def depth(n):
    if n == 0:
        return 0  # picture: here
    return 1 + depth(n - 1)

depth(30)
