# Article, diagram 3: two names for one list.
a = [1, 2, 3]
b = a
b.append(4)
