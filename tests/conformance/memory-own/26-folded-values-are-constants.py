# What the compiler computes is stored among the constants, as if it had been written.
a = 24 * 60 * 60
b = 86400
print(a is b, a is 2 * 43200, 10 ** 4 is 10000, 'ab' 'cd' is 'abcd', 'ab' + 'cd' is 'abcd')
print(1 << 20 is 1048576, -(-1000) is 1000, ~1000 is -1001, 7 // 2.0 is 3.0)
print(('a b' * 3) is 'a ba ba b', (1, 2)[0] is 1 + 0, 'abc'[1] is 'b')
def f():
    return 24 * 60 * 60
print(f() is a, f.__code__.co_consts)
