def f(): pass
def f(a): return
def f(a, b=1, /, c=2, *args, d, e=3, **kwargs) -> int:
    """Docstring."""
    global x, y
    def inner():
        nonlocal a
        return a, *args
    return inner
def f(*, a: int, b: str = 'x', **k: dict): ...
def f(a: int = 1, *args: *Ts): ...
def f(a, b, /): ...
def f(a=1, /, b=2): ...
def f(a, /, *, b,): ...
@decorator
@module.decorator(1, b=2)
@(lambda f: f)
@x[0].y
def f(): pass
@a
async def f():
    await x
    async with a as b, c: pass
    async for i in j: pass
    else: pass
    return await a ** 2
def one_line(): x = 1; return x
