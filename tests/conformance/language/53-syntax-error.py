# A program that cannot be parsed does not run at all.
print('never printed')
if True
    pass
