try:
  f"{a!r:>{w}}" f'{b=}'
except* (A, B) as e:
  raise X from e
else: ...
finally: x, *y = 1, 2 ** -3
