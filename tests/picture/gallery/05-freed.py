# Article, diagram 5: the count goes up, down, and to zero.
x = [1, 2, 3]
y = x
del y
del x
done = True  # picture: here
