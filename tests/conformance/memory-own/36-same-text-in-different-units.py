# Each exec() and eval() is a unit of its own: constants are not shared, interned strings are.
text = 'a = 1000; b = 1000; s = "word"; t = "two words"; u = (1, 2)'
one, two = {}, {}
exec(text, one)
exec(text, two)
print(one['a'] is one['b'], one['a'] is two['a'])
print(one['s'] is two['s'], one['t'] is two['t'], one['u'] is two['u'])
code = compile(text, 'text', 'exec')
three, four = {}, {}
exec(code, three)
exec(code, four)
print(three['a'] is four['a'], three['t'] is four['t'], three['u'] is four['u'])
print(eval('1000') is eval('1000'), eval('"word"') is eval('"word"'))
