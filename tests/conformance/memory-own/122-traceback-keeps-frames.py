# A kept exception keeps its traceback, this its frames, and these their locals.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
def inner(p):
    local = N('inner')
    raise ValueError('v')
def outer():
    local = N('outer')
    inner(N('argument'))
try: outer()
except ValueError as e: kept = e
tb = kept.__traceback__
print(tb.tb_next.tb_frame.f_locals['local'].name, tb.tb_next.tb_next.tb_frame.f_locals['p'].name)
del tb
print('let go')
kept.__traceback__ = None
print('end')
