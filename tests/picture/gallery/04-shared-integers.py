# Article, diagram 4: a small integer is shared, a large one that is computed is not.
a = 5
b = 5
c = int('1000')
d = int('1000')
