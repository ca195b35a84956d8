# The name is bound first and the old object dies after: its __del__ sees the new one.
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name, 'while', x.name, box[0].name, o.x.name, d[1].name)
class O: pass
o = O()
box, d = [None], {}
x = box[0] = o.x = d[1] = N('first')
box[0] = N('box')
o.x = N('attribute')
d[1] = N('value')
x = N('name')
box[0] = N('box 2')
o.x = N('attribute 2')
d[1] = N('value 2')
N.__del__ = lambda self: None
