# A range is a rule, not a list: three numbers, however long it is.
print(range(5), range(2, 5), range(0, 10, 3), list(range(5, 0, -2)), list(range(0)))
big = range(0, 10 ** 20, 7)
print(len(range(10 ** 6)), big[10 ** 15], 14 in big, 15 in big, big[-1])
print(range(10)[2:8:2], range(10)[::-1], range(3) == range(0, 3, 1), range(0) == range(5, 5), hash(range(3)) == hash(range(3)))
print(range(5).index(3), range(5).count(9), range(1, 9, 2).start, range(1, 9, 2).stop, range(1, 9, 2).step, list(reversed(range(4))))
cut = slice(1, 10, 2)
print(cut, cut.start, cut.stop, cut.step, cut.indices(5), slice(3), list('abcdef')[cut], slice(1) == slice(1))
letters = 'abcdef'
print(letters[-3:], letters[:-3], letters[10:], letters[-10:2], letters[4:1:-1], letters[::-3], letters[None:2])
print(letters[True], [1, 2, 3][-2:][0], (1, 2, 3)[:2], b'abc'[1:], b'abc'[0])
for work in (lambda: range(), lambda: range(1.5), lambda: range(1, 2, 0), lambda: range('a'), lambda: range(5)[9],
             lambda: range(1, 2, 3, 4), lambda: letters['a':], lambda: range(5).index(9), lambda: slice(), lambda: range(stop=3)):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, '-', error)
