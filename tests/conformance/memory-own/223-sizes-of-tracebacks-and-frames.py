# An exception, its traceback: what each takes, however deep the calls.
import sys
def fails(n):
    if n: fails(n - 1)
    raise ValueError('v')
for n in 0, 3:
    try: fails(n)
    except ValueError as error:
        t, depth = error.__traceback__, 0
        while t: size, t, depth = sys.getsizeof(t), t.tb_next, depth + 1
        print(depth, size, sys.getsizeof(error))
