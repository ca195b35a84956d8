# What stands in the braces is evaluated, then formatted by what follows the colon.
name, pi, n = 'Ann', 3.14159265, 1234567
print(f'{name} {name!r} {name!s:>6}|{name:<6}|{name:^7}|{name:*^9}|{name:.2}')
print(f'{pi:.2f} {pi:8.3f}| {pi:<8.1f}| {pi:e} {pi:g} {pi:+.1f} {pi:08.2f} {1/3:.0%} {0.00001234:g} {pi!r:.4}')
print(f'{n:,} {n:_} {n:>12} {n:012} {n:x} {n:#x} {n:X} {n:b} {5:#b} {8:o} {n:e} {65:c} {-n:,} {n:+}')
print(f'{"nested " + "quotes"} {{literal}} {n + 1 = } {name=} {name = !s} {pi=:.3}')
width, precision = 10, 3
print(f'{pi:{width}.{precision}}| {name:{"<"}{width}}| {[1, 2]} {dict(a=1)["a"]} {(lambda v: v * 2)(4)}')
print(f'{True} {None} {[name]} {3 > 2} {1_000} {"yes" if n else "no"} {f"{name}!"}')
print(f'''multi
{n}
line''' f' and {name}' ' joined', rf'\n{name}', f'\t{name}\x21')
print(f'{1e10:g} {1e-10:g} {123456789.0:g} {1.0} {1e100:.3e} {float("inf"):f} {-0.0:.1f} {2 + 3j:.1f}')
print(format(5, '05d'), format('x', '>3'), format(2.5), f'{5:5}|{"a":5}|{2.5:5}|{True:5}|{None!s:5}')
class Money:
    def __format__(self, spec): return f'${spec or "plain"}'
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
m = Money()
print(f'{m} {m:.2f} {m!r} {m!s}', '{:abc} {!r:>6}'.format(m, m))
for spec, value in (('d', 'x'), ('s', 5), ('.2d', 5), ('z', 5), ('>>5', 5), ('x', 1.5), ('5', []), (',s', 'a'), ('%%', 5)):
    try: print(format(value, spec))
    except Exception as e: print(type(e).__name__, '-', e)
