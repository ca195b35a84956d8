# An item of a constant tuple is the same object as the equal constant beside it.
t = (7.25, 'two words', b'bytes', (7.25, 8.5))
x, w, b = 7.25, 'two words', b'bytes'
print(t[0] is x, t[1] is w, t[2] is b, t[3][0] is x, t[3][1] is 8.5)
s = 3 in {7.25, 3}
print(t is (7.25, 'two words', b'bytes', (7.25, 8.5)))
print(t[3] is (7.25, 8.5), t[3] == (7.25, 8.5))
