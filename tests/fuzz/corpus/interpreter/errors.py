def f(n):
    try:
        return 1 // n
    except ZeroDivisionError as e:
        raise ValueError(n) from e
    finally:
        print('finally')


try:
    f(0)
except ValueError as e:
    print(e, e.__cause__)
