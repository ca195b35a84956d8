type X = int
type X[T] = list[T]
type X[T: int, *Ts, **P] = Callable[P, tuple[T, *Ts]]
type X[T: (int, str) = int, *Ts = *tuple[int], **P = [int]] = T
def f[T](x: T) -> T: return x
class C[T: int](Base, key=T): pass
async def f[**P](): pass
type = 1
type
type(x)
type[x]
type.x = 2
