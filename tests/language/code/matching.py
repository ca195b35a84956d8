match point:
    case [0, y] | [y, 0]:
        print(y)
    case {'x': x, **rest} if x:
        print(rest)
    case Point(x=0) as origin:
        print(origin)
    case _:
        pass
try:
    pass
except* ValueError as group:
    pass
