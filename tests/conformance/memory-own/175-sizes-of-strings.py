# A string is stored with one, two or four bytes a character, by its widest.
import sys
for s in '', 'a', 'abc', 'é' * 3, 'ÿa' * 2, '€', '€abc', 'Ā' * 10, '😀', '😀a', 'a' * 100, chr(127), chr(255) * 2, chr(256), chr(65535), chr(65536):
    print(sys.getsizeof(s), end=' ')
print()
print(sys.getsizeof('a€'[0]), sys.getsizeof('ab€'[:2]), sys.getsizeof(('ab' + '€')[:2]), sys.getsizeof('é' + 'a'), sys.getsizeof(''.join(['ab', 'cd'])))
print([sys.getsizeof(b) for b in (b'', b'a', b'abc', bytes(100))])
