# An exception that __exit__ swallows dies when the block is left.
class E(Exception):
    def __del__(self): print('exception dies')
class N:
    def __del__(self): print('local dies')
class W:
    def __enter__(self): return self
    def __exit__(self, t, e, tb): print('swallow', t.__name__); return True
def f():
    n = N()
    with W():
        raise E
    print('goes on')
f()
print('end')
