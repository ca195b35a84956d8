match x:
    case {"a": [1, *_], **rest} | C(y=2) if rest:
        pass
    case _: del x[::2]
