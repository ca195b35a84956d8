b'', b"", b'abc', B'\x00\xff\n\'', rb'\d', Rb"\n", bR'''a
b''', b'a' b'b' br'\c'
(b'one'
 b'two')
b'\101\q\
joined'
