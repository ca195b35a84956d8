if a:
	b
	if c:
		d
e
if f:
        g
        h

if i:
  # comment

    # another
  j
    # deeper
# shallower
  k
if l:
  m
  \
  n
o = 1 + \
    2
p = [
1,
        2,
]

q = 1
  # end
if r:
  if s:
    if t:
      u
v;
w ; x
if y: z


if 1:
	if 2:
		3
	4
