class ObjectCounter: pass
print(ObjectCounter.__bases__, type(ObjectCounter))
print(issubclass(ObjectCounter, int), isinstance(int, type), issubclass(int, type))
print(bool.__bases__, type.__bases__, type(object), isinstance(type, object))
