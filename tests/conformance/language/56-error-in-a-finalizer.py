# What __del__ raises is reported and forgotten.
class Bad:
    def __del__(self):
        raise ValueError('in del')
    def __repr__(self):
        return '<Bad>'

bad = Bad()
del bad
print('goes on')
