# Folded are only powers, shifts and repetitions whose result stays small.
def names(code):
    return [c for c in code.co_consts if c is not None]
def sizes(c):
    return [len(x) if isinstance(x, (str, tuple)) else x.bit_length() for x in names(c)]
for text in ('"a" * 4096', '"a" * 4097', '(1,) * 256', '(1,) * 257', '2 ** 127', '2 ** 200',
             '1 << 127', '1 << 128', '(1 << 60) * (1 << 60)', '(1 << 64) * (1 << 64)'):
    print(text, sizes(compile(text, 'text', 'eval')))
