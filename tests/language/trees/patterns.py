match x:
    case 1: pass
    case -1 | 2.5 | -3.5: pass
    case 'a' 'b': pass
    case None | True | False: pass
    case name: pass
match x, y:
    case _: pass
match *a, b:
    case a.b.c: pass
    case [a, *rest, b]: pass
    case (a, b): pass
    case (a): pass
    case (a,): pass
    case (): pass
    case []: pass
    case a, b: pass
    case *_, last: pass
    case [[1, _], (2 | 3) as n]: pass
    case {}: pass
    case {'a': 1, b.c: d, -1: _, **rest}: pass
    case {None: x, 'a' 'b': y,}: pass
    case Point(): pass
    case Point(1, y): pass
    case a.Point(x=0, y=Point(1, z=2),): pass
    case str() as s if s: pass
    case (1 | 2) as n if n > 1 and n: pass
    case {'x': [a, {'y': b}]}:
        print(a)
        match b:
            case 1:
                pass
match(x)
match[x]
match (x):
    case 1: pass
match = {match: match}
match.case = 1
match -x:
    case _: pass
match {'a': 1}:
    case case: pass
match [a, b]:
    case [match, case]: pass
