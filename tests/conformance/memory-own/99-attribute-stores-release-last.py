# Rebinding an attribute or slot: the old value's __del__ already reads the new one.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name, 'now', owner.x.name)
class Slots: __slots__ = 'x',
class Plain: pass
class Prop:
    @property
    def x(self): return self._x
    @x.setter
    def x(self, value): self._x = value
for cls in Slots, Plain, Prop:
    owner = cls()
    owner.x = N('one')
    owner.x = N('two')
    owner.x = N('three')
    N.__del__, saved = (lambda self: None), N.__del__
    owner = None
    N.__del__ = saved
