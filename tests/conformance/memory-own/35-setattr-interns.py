# setattr() and type() take the interned name; vars() and a dict keep the string they are given.
def made(text):
    return ''.join(list(text))
class C: pass
c = C()
name = made('brandnew')
setattr(c, name, 1)
key = list(vars(c))[0]
print(key == name, key is name, key is made('brandnew'), key is 'brandnew')
other = made('another')
vars(c)[other] = 2
print(list(vars(c))[1] is other, c.another)
T = type(made('Made'), (), {made('member'): 1})
print(T.__name__, [k for k in vars(T) if k == 'member'][0] is 'member')
print(getattr(c, made('brandnew')), hasattr(c, made('another')))
