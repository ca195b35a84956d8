# Arguments and displays that are unpacked.
def f(a, *b, c=0, **d):
    return [a, *b, c, *d]


xs = [1, 2]
ks = {'c': 3, 'e': 4}
print(f(*xs, 5, **ks), f(0, *xs, c=6), f(*xs, *xs))
both = [*xs, 3, *'ab']
merged = {**ks, 'c': 9}
t = *xs, 7
