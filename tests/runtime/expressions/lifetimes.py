# Temporaries die where nobody holds them any more.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, 'dies')


def pass_on(thing):
    return [thing]


print(Noisy('first').name + pass_on(Noisy('second'))[0].name)
x = Noisy('third').name + '!'
