# A missing attribute, and the one that may have been meant.
class Account:
    def __init__(self):
        self.balance = 0
    def deposit(self, amount):
        self.balence += amount

Account().deposit(5)
