# s += t may grow the string in place; another name on it makes a new one.
s = ''.join(['ab', 'cd'])
t = s
s += 'ef'
print(t, s, t is s)
u = s
s += ''
print(u is s)
s = s + 'gh'
print(u, s)
parts = ['x'] * 3
j = ''.join(parts)
print(j is ''.join(parts), ''.join(['one']) is 'one', ','.join([s]) is s)
