# id() names an object while it lives; equal ids at one moment mean one object.
a = [1]
b = a
print(id(a) == id(b), id(a) == id([1]), id(a) == id(a[:]))
i = id(a)
a.append(2); a.clear(); a += [3]
print(id(a) == i)
a = a + [4]
print(id(a) == i, id(b) == i)
print(len({id(x) for x in [[], [], []]}), len({id(x) for x in [(), (), ()]}))
print(id([]) == id([]), id(None) == id(None))
