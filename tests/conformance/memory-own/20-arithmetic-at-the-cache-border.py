# A result is cached or made anew by its value, whatever operation computed it.
def same(f):
    return f() is f()

n = 250
print(same(lambda: n + 6), same(lambda: n + 7))
print(same(lambda: -n + 245), same(lambda: -n + 244))
print(same(lambda: n * 1), same(lambda: (n + 10) * 1), same(lambda: n * 100 // 100))
print(same(lambda: n ^ 255), same(lambda: n << 1), same(lambda: n >> 1))
print(same(lambda: divmod(n, 3)[0]), same(lambda: divmod(n * 1000, 3)[0]))
print(same(lambda: pow(2, 8)), same(lambda: pow(2, 9)), same(lambda: n % 1000))
print(same(lambda: sum([n, 6])), same(lambda: sum([n, 7])), same(lambda: round(n + 0.4)))
print(same(lambda: len('x' * 256)), same(lambda: len('x' * 257)))
