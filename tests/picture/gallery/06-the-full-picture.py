# Article, diagram 6: names, objects, their types, and the type of types.
# picture: types
class ObjectCounter:
    num_instances = 0

    def __init__(self):
        ObjectCounter.num_instances += 1

x = 5
y = 256
s = 'hello'
obj1 = ObjectCounter()
obj2 = ObjectCounter()
