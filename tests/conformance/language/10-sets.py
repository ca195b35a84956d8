# A set holds each value once; its operators are those of mathematics.
odd = {1, 3, 5}
small = {1, 2, 3}
print(odd | small, odd & small, odd - small, odd ^ small, len(odd), 3 in odd)
print(odd <= {1, 3, 5, 7}, odd < odd, odd >= {1}, odd == {5, 3, 1, 1}, odd.isdisjoint({2}))
odd.add(7)
odd.discard(99)
odd.remove(1)
print(odd, set(), {1, 1.0, True}, set('aab') == {'a', 'b'}, frozenset([1, 2]))
odd |= {9}
odd &= {3, 9, 11}
odd -= {3}
odd ^= {9, 10}
print(odd, odd.union([1], (2,)), odd.intersection([10]), odd.difference([10]), odd.symmetric_difference([1]))
odd.update([20], {30})
print(sorted(odd), odd.issubset(range(100)), odd.issuperset([10]), odd.copy() is odd)
print({x % 3 for x in range(10)}, {frozenset({1}): 'key'}, frozenset({1}) | {2}, {2} | frozenset({1}))
print(sorted({'x', 'y', 'z'}), hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
for work in (lambda: odd.remove(5), lambda: set().pop(), lambda: {1} + {2}, lambda: {1} | [2], lambda: set(5),
             lambda: {1}[0], lambda: frozenset().add(1), lambda: {1} < [1], lambda: {1}.update(5), lambda: set(1, 2)):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, '-', error)
