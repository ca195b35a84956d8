# Each turn of a loop raises a new exception; the one before has died.
class E(Exception):
    def __init__(self, n): self.n = n
    def __del__(self): print('dies', self.n)
for i in range(3):
    try: raise E(i)
    except E as e: print('caught', e.n)
try:
    try: raise E('inner')
    except E: raise E('outer')
except E as e: print(e.n, e.__context__.n)
print('end')
