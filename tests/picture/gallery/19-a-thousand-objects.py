# About as many objects as a picture shows.
cube = [[[x + y / 10 + z / 100 for z in range(10)] for y in range(9)] for x in range(9)]
