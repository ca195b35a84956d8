def make():
    class ObjectCounter:
        num_instances = 0
    return ObjectCounter
A = make()
A.num_instances += 5
B = make()
print(A is B, A.num_instances, B.num_instances)
