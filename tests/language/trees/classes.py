class A: pass
class A(): pass
class A(B, *C, metaclass=M, **kwargs):
    """Docstring."""
    x: int = 1
    def method(self): return super().method()
    @property
    def y(self):

        return 1

    # a comment

    class Inner(object):
        pass
@decorated
class A[T](B[T]): ...
