class ObjectCounter:
    num_instances = 0
    def __init__(self):
        ObjectCounter.num_instances += 1

def my_function():
    num = 0
    return num

obj1 = ObjectCounter()
obj2 = ObjectCounter()
print(my_function(), type(obj1) is ObjectCounter, type(obj2) is ObjectCounter)
print('num_instances' in ObjectCounter.__dict__, 'num_instances' in obj1.__dict__)
