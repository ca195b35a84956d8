# As many objects as a picture shows.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

points = []
for x in range(10):
    row = []
    points.append(row)
    for y in range(100):
        row.append(Point(x, y))
