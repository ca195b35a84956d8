# A name like that of a standard module may want an import.
print(math.pi)
