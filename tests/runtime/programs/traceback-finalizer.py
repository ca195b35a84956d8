# An exception in __del__ is reported and dropped; the program goes on.
class Fails:
    def __del__(self):
        raise ValueError('in __del__')


f = Fails()
del f
print('goes on')
raise SystemExit(3)
