# What is no number goes to standard error; the status is 1.
print('working')
raise SystemExit('that was all')
