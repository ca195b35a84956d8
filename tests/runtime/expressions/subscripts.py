# Subscripts and slices, read and assigned to.
rows = [[1, x] for x in (2, 3)]
row = rows[0][:1] + rows[-1][1:]
rows[1][0] = row[0]
table = {'a': rows, 'b': None}
table['a'][0:1] = [row]
print(table['a'][0])
del table['b']
