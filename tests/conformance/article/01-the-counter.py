class ObjectCounter:
    num_instances = 0

    def __init__(self):
        ObjectCounter.num_instances += 1

obj1 = ObjectCounter()
obj2 = ObjectCounter()
print(ObjectCounter.num_instances)
