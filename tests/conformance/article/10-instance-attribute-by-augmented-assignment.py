class C: n = 0
obj = C()
obj.n += 1
print(C.n, obj.n, obj.__dict__)
