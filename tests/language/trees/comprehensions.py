[x for x in y]
[x * 2 for x in y if x if not z]
[(x, y) for x in a for y in b if x != y]
{x for x in y}
{x: y for x, y in z}
{(k := a): (v := b) for a, b in c}
(x for x in y)
sum(x for x, in y)
[[a for a in row] for row in rows]
[f(x) for x in (a or b) if (c if d else e)]
[last := x for x in y]
[i for i, *j in k]
[x.y for x.y in z]
async def f():
    return [x async for x in y if await x]
