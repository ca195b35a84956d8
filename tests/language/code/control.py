def find(items, wanted):
    for item in items:
        if item is None or not item:
            continue
        if 0 < item <= wanted:
            return item
    else:
        raise ValueError(f'no {wanted!r} in {items:>10}')


while True:
    try:
        with open(name) as file:
            print(file)
    except OSError as error:
        print(error)
        break
    finally:
        done = True
