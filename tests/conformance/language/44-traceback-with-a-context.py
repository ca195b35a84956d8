# An exception while another one is handled: both are printed.
def broken():
    try:
        1 / 0
    except ZeroDivisionError:
        undefined

try:
    broken()
finally:
    print('finally runs first')
