# Names inside of expressions.
def run(items):
    if (n := len(items)) > 1 and (last := items[-1]):
        return [half := n // 2, last + half]
    return n


print(run([3, 4, 5]), run([]), (y := 7) + 1)
print([z := i + 1 for i in [1, 2]], z)
while (y := y - 3) > 0:
    pass
