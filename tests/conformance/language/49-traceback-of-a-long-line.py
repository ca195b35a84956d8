# Marks: ~ under the operands, ^ under operator, brackets or parentheses.
a = {'x': [1, 2, None]}
b = 3
print(b + a['x'][0] * len(a['x']) - (a['x'][2] + b) * 2)
