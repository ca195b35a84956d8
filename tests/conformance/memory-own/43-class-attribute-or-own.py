# An instance reads the class's object until it binds one of its own name.
class C:
    shared = []
a, b = C(), C()
print(a.shared is b.shared is C.shared)
a.shared.append(1)
print(b.shared, 'shared' in vars(a))
a.shared = a.shared + [2]
print(a.shared is b.shared, vars(a), C.shared)
b.shared += [3]
print(b.shared is C.shared, vars(b), C.shared)
del a.shared
print(a.shared is C.shared)
