# A string is a sequence of characters that never changes: each method gives a new one.
text = 'Memory Lane'
print(len(text), text[0], text[-1], text[2:6], text[::-1], text[::2])
print(text.upper(), text.lower(), text.swapcase(), text.title(), 'abc'.capitalize())
print('a' 'b' + 'c' * 3, 'or' in text, 'z' not in text, text < 'N', 'a' < 'b' <= 'b')
print(text.split(), 'a,b,,c'.split(','), 'a b c'.split(None, 1), 'a-b-c'.rsplit('-', 1))
print('-'.join(['x', 'y', 'z']), ','.join('abc'), ''.join([]))
print(text.find('o'), text.rfind('z'), text.index('L'), text.count('e'), text.replace('e', '3', 1))
print('  pad '.strip() + '|', 'xxaxx'.strip('x'), 'left'.ljust(6, '.'), 'right'.rjust(7), 'mid'.center(8, '*'))
print('7'.zfill(3), '-7'.zfill(4), '12'.isdigit(), 'a1'.isalnum(), 'ab'.isalpha(), ' '.isspace(), 'Ab'.isupper())
print('abc'.startswith(('x', 'a')), 'abc'.endswith('bc'), 'a=b=c'.partition('='), 'a=b=c'.rpartition('='))
print('prefix'.removeprefix('pre'), 'file.py'.removesuffix('.py'), 'one\ntwo\r\nthree'.splitlines())
print(repr("it's"), repr('say "hi"'), repr('both \' and "'), repr('tab\tnew\nback\\ \x00 é \u200b'))
print('é', 'ß'.upper(), 'naïve'.encode(), b'caf\xc3\xa9'.decode(), ascii('é☃😀'), '😀'[0], len('😀'))
print(ord('a'), chr(9731), 'a\tb'.expandtabs(4), 'hello'.translate({104: 'J', 111: None}))
print('%s is %d years and %.2f m, %x, %5s|%-5s|%05d, %r, %%' % ('Ann', 30, 1.7, 255, 'r', 'l', 42, 'q'))
print('{} {1}'.replace('{}', '{0}').format('a', 'b'), '{name:>5}|{0[1]}|{0!r}'.format([1, 2], name='x'))
print(r'raw\n', '''three
lines''', "it" 's')
