# The same line over and over is printed three times, then counted.
def fall(n):
    if n == 0:
        raise RuntimeError('bottom')
    fall(n - 1)

fall(20)
