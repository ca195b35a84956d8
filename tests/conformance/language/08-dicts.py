# A dict keeps its keys in the order of their arrival; look-ups go by hash and equality.
ages = {'Ann': 30, 'Bob': 25}
ages['Cid'] = 41
ages['Ann'] += 1
print(ages, len(ages), ages['Ann'], 'Bob' in ages, 30 in ages)
print(ages.get('Dan'), ages.get('Dan', 0), ages.setdefault('Dan', 7), ages.pop('Bob'), ages.pop('Eve', None))
print(list(ages), list(ages.values()), list(ages.items()), list(reversed(ages)))
for name, age in ages.items():
    print(name, age)
del ages['Ann']
ages.update({'Zoe': 1}, Yan=2)
print(ages, ages | {'Zoe': 9}, ages.popitem())
ages |= [('p', 'q')]
print(ages, ages.keys() & {'Zoe', 'x'}, ages.keys() - {'Zoe'}, 'Zoe' in ages.keys())
print(dict(a=1, b=2), dict([('x', 1)]), dict({'y': 2}, z=3), dict(zip('ab', (1, 2))), dict.fromkeys('ab', 0))
print({1: 'int', 1.0: 'float', True: 'bool'}, {'a': 1} == {'a': 1.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1})
view = ages.keys()
ages.clear()
print(view, ages, {}.items(), {1: 2}.values())
nested = {'list': [1], 'dict': {}}
nested['dict']['deep'] = nested['list']
nested['list'].append(2)
print(nested, {k: v for k, v in zip('xyz', range(3)) if v}, {**nested, 'list': 0})
own = {}
own['me'] = own
print(own)
