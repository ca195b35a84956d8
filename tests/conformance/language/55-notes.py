# Notes stand below the message.
try:
    [].pop()
except IndexError as error:
    error.add_note('the list was empty')
    error.add_note('it always is')
    raise
