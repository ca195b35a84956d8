# f-strings: text between values, conversions and formats.
name = 'Zoë'
width = 6
greeting = f'Grüße, {name}!'
both = f'{name!r:>{width}}' + f'{width}' + f'{width:03d} {name}'
print(f'{greeting.upper()}' f'{3.14159:.2f}')
