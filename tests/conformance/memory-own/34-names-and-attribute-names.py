# Names in the source are interned: of variables, attributes, keywords, parameters.
def f(parameter, *, keyword=1):
    local = 1
    return f.__code__.co_varnames
class C:
    attribute = 1
class D:
    attribute = 2
names = f(1)
print(names[0] is 'parameter', names[1] is 'keyword', names[2] is 'local')
a = [k for k in vars(C) if k.startswith('a')][0]
d = [k for k in vars(D) if k.startswith('a')][0]
print(a is d, a is 'attribute')
def keywords(**k):
    return list(k)[0]
print(keywords(attribute=1) is a, list(dict(attribute=1))[0] is a)
made = ''.join(['attri', 'bute'])
print(keywords(**{made: 1}) is a, list({made: 1})[0] is a)
