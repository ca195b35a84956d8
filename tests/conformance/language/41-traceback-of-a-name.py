# An unknown name, and the known one that is nearest to it.
counter = 1

def step():
    return conter + 1

step()
