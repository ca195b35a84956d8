# Article, diagram 2: calls on the stack, classes and objects on the heap.
class ObjectCounter:
    num_instances = 0

    def __init__(self):
        ObjectCounter.num_instances += 1

def my_function():
    num = 0
    num += 1
    return num  # picture: here

obj1 = ObjectCounter()
obj2 = ObjectCounter()
my_function()
