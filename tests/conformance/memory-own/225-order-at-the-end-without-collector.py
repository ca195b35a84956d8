# Without the collector, objects are finalized at the end in the order in which they were made.
import gc
gc.disable()
class N:
    def __init__(self, name, *held): self.name, self.held = name, held
    def __del__(self): print('dies', self.name)
late = [N('in a list'), N('in a list, too')]
early = N('holds', N('held'))
table = {'k': N('in a dict')}
early.me = early
print('end')
