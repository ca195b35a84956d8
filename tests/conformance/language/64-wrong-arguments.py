# The call is marked, not the function.
def area(width, height):
    return width * height

print(area(2, 3))
print(area(2, hight=3))
