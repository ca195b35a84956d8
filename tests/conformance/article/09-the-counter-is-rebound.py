class C: n = 1000
before = C.n
C.n += 1
print(before, C.n, before is C.n)
