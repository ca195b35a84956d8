def f(a, *b, c=1, **d):
    return [x async for x in a if (y := x)]
