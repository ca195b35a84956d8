# A cell outlives the call that made it, and is shared by two functions.
def make_counter(start):
    count = start

    def up(by=1):
        nonlocal count
        count += by
        return count

    def show():
        return count

    return up, show

up, show = make_counter(10)
up()
up(5)
