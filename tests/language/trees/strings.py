'', "", '''''', """"""
'a' "b" 'c'
'it\'s', "\"", '\\', '\a\b\f\n\r\t\v\0\012\x41\u00e9\U0001F40D'
'\
joined'
'unknown \d \q stays'
r'\n\'', R"\d", rb_free
u'unicode', U'also', u'first' 'second', 'first' u'second'
"""several
lines with "quotes" and 'others'
"""
'é', 'größer', '日本', '🐍', 'a\ud800b'
('one '
 'two '
 'three')
f''
f'plain'
f'{x}'
f'a{x}b{y}c'
f'{{}}', f'{{{x}}}', f'}}{{'
f'{x!r}', f'{x!s:>10}', f'{x!a}'
f'{x:>{width}.{precision}f}'
f'{x=}', f'{x = }', f'{ x + 1 = !s}', f'{x=:>5}'
f'{a["b"]}', f"{a['b']}", f'{'nested'}', f"{f'{f"{x}"}'}"
f'{x, y}', f'{*a, b}', f'{(lambda: 1)()}', f'{ {1: 2}[1] }', f'{yes if a else no}'
f'{x:%Y-%m-%d}', f'{x:}', f'{x:{y}}', f'{x:a{y}b}', f'{x:=5}'
f'{x!=y}', f'{x==y}', f'{x:{{}}}'.strip()
rf'\{x}\n', fr'{x}\d', F'{x}', Rf'{x}'
f'''line
{x}
  {y:
}
'''
f"""{
    x  # a comment
    + 1
}"""
'a' f'{x}' 'b' f'c' '' f'{y}'
f'' 'a', '' f''
f'\{x}', f'\n{x}\t', f'é{é}ü'
