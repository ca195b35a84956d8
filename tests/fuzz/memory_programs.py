"""Random small programs about memory: who holds what, what is one object, when things die.

A program is a list of chunks, each a statement with all that is indented under it, so that chunks can
be left out one by one. It prints nothing that CPython does not promise: no address, no order of
instances in a set. Counts are asked for only where a call site runs for the first time, since CPython
holds less in warm code.
"""
import random

PRELUDE = '''\
import gc, sys, weakref
count = sys.getrefcount
kept = []
gc.collect()
class N:
    def __init__(self, name): self.name = name if type(name) is str else type(name).__name__
    def __del__(self): print('dies', self.name)
    def itself(self): return self
    def count(self): return count(self)
class Plain: pass
class Slots:
    __slots__ = 'x', 'y', '__weakref__'
    def __del__(self): print('dies slots')
class Equal(N):
    def __eq__(self, other): print('eq', count(self), count(other)); return self is other
    def __hash__(self): return 7
    def __lt__(self, other): print('lt', count(self), count(other)); return self.name < other.name
class Saved(N):
    def __del__(self): print('saved', self.name); kept.append(self)
class Error(Exception):
    def __del__(self): print('error dies')
class Manager:
    def __init__(self, name, swallow): self.name, self.swallow = name, swallow
    def __enter__(self): print('enter', count(self)); return self
    def __exit__(self, kind, error, traceback):
        print('exit', self.name, kind and kind.__name__, count(self))
        return self.swallow
    def __del__(self): print('manager dies', self.name)
'''.splitlines(keepends=True)

# Lets go of everything in order, so that nothing is left to the end of the program, whose order has
# tests of its own.
ENDING = '''\
print('end')
for name in list(globals()):
    if name[1:].isdigit() or len(name) == 1:
        print(name)
        globals()[name] = None
gc.collect()
kept.clear()
gc.collect()
kept.clear()
'''

NAMES = ['a', 'b', 'c', 'd', 'e', 'f']
LITERALS = ['1000', '-7', '256', '257', '2.5', "'two words'", "'zebra7'", "'€'", "'é x'", '(1, 2)', '()',
            "(1000, 'two words')", 'None', 'True', "b'xy'", '10 ** 4', "'zeb' + 'ra7'", '1000 + 1']


def chunks_of(lines):
    """Lines as chunks: each begins with a line that is not indented."""
    chunks = []

    for line in lines:
        if line.startswith((' ', 'except', 'else', 'finally')):
            chunks[-1] += line
        else:
            chunks.append(line)

    return chunks


class ProgramMaker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.n_names = 0
        self.functions = []
        self.chunks = chunks_of(PRELUDE)

    def one_of(self, *choices):
        return self.random.choice(choices)

    def fresh(self, prefix):
        self.n_names += 1
        return f'{prefix}{self.n_names}'

    def name(self):
        return self.random.choice(NAMES)

    # Expressions

    def new_object(self):
        return self.one_of(f"N('{self.fresh('n')}')", f"N('{self.fresh('n')}')", 'Plain()', 'Slots()',
                           f"Equal('{self.fresh('q')}')", f"Saved('{self.fresh('s')}')")

    def atom(self):
        return self.one_of(self.name(), self.name(), self.name(), self.new_object(), self.new_object(),
                           self.random.choice(LITERALS))

    def display(self, depth):
        parts = [self.expression(depth - 1) for _ in range(self.random.randrange(4))]

        match self.random.randrange(6):
            case 0 | 1:
                return '[' + ', '.join(parts) + ']'
            case 2:
                return '(' + ''.join(part + ', ' for part in parts) + ')' if parts else '()'
            case 3:
                return '{' + ', '.join(f'{i}: {part}' for i, part in enumerate(parts)) + '}'
            case 4:
                return f'{{{parts[0]}: 1}}' if parts else '{}'
            case _:
                return '[' + ', '.join(['*[' + parts[0] + ']'] + parts[1:]) + ']' if parts else 'set()'

    def comprehension(self, depth):
        source = self.one_of(f'[{self.atom()}, {self.atom()}]', f'({self.name()}, {self.name()})',
                             'range(2)')
        return self.one_of(f'[x for x in {source}]', f'[(x, {self.name()}) for x in {source}]',
                           f'{{i: x for i, x in enumerate({source})}}', f'(x for x in {source})',
                           f'list(x for x in {source})', f'[lambda: x for x in {source}]',
                           f'list(map(lambda x: x, {source}))', f'list(zip({source}, {source}))',
                           f'sorted({source}, key=lambda x: count(x))', f'list(filter(None, {source}))',
                           f'[y := x for x in {source}]')

    def call(self, depth):
        argument = self.expression(depth - 1)
        choices = [f'(lambda p: p)({argument})', f'(lambda *p, **k: p)({argument}, k={self.atom()})',
                   f'[{argument}, {self.atom()}][{self.one_of("0", "-1")}]',
                   f'{self.name()}.itself()', f'{self.name()}.itself', f'iter([{argument}])',
                   f'next(iter([{argument}]))', f'dict(k={argument})', f'tuple([{argument}])',
                   f'weakref.ref({self.name()})', f'weakref.ref({self.name()}, lambda r: print("gone"))',
                   f'getattr({self.name()}, "x", {self.atom()})', f'({argument} or {self.atom()})',
                   f'({argument} if {self.name()} else {self.atom()})', f'vars({self.name()})',
                   f'{self.name()}.x', f'{self.name()}[0]', f'({self.name()} := {argument})',
                   f'{self.name()}()', f'list({self.name()})', f'f"{{{self.name()} is None}}"']

        for function in self.functions:
            choices += [f'{function}({argument})', f'{function}(p={argument})', f'{function}(*[{argument}])']

        return self.random.choice(choices)

    def expression(self, depth=2):
        if depth == 0:
            return self.atom()

        match self.random.randrange(10):
            case 0 | 1 | 2 | 3:
                return self.atom()
            case 4 | 5:
                return self.display(depth)
            case 6:
                return self.comprehension(depth)
            case _:
                return self.call(depth)

    # Statements of one line

    def probe(self):
        a, b = self.name(), self.name()
        return self.one_of(f'print(count({a}))', f'print(count({a}), count({b}))', f'print({a} is {b})',
                           f'print({self.expression()} is {self.atom()})',
                           f'print(count({self.expression()}))', f'print([count(x) for x in {a}])',
                           f'print(type({a}).__name__, count({a}) - count({b}))',
                           f'print({a}() is None)', f'print(weakref.getweakrefcount({a}))',
                           f'print({a} in [{b}, {self.name()}])', f'print({a} == {b})',
                           f'print(sys.getsizeof({a}))', f'print(gc.is_tracked({a}))',
                           f'print(len({a}), count({a}[0]))', f'print(count({a}.x))',
                           f'print({a}.count(), {b}.itself() is {b})', f'print(next({a}) is {b})',
                           f'print(count({a}.__closure__[0].cell_contents))')

    def binding(self):
        a, b, c = self.name(), self.name(), self.name()
        value = self.expression()
        return self.one_of(f'{a} = {value}', f'{a} = {value}', f'{a} = {value}', f'{a} = {b}',
                           f'{a} = {b} = {value}', f'{a}, {b} = {b}, {a}', f'{a}, {b}, {c} = {c}, {a}, {b}',
                           f'{a}, *{b} = [{value}, {c}, {c}]', f'{a}.x = {value}', f'{a}.y = {b}',
                           f'{a}.x = {a}', f'{a}[0] = {value}', f'{a}[0:1] = [{value}]',
                           f'{a} += [{value}]', f'{a}.append({value})', f'{a}.append({a})',
                           f'{a}.extend([{b}, {c}])', f'{a}.update({{{value}: {b}}})',
                           f'{a}.insert(0, {value})', f'{a} = {b}[:]', f'{a} *= 2',
                           f'for {a} in [{value}, {b}]: pass')

    def loss(self):
        a, b = self.name(), self.name()
        return self.one_of(f'del {a}', f'del {a}', f'{a} = None', f'{a} = None', f'del {a}.x',
                           f'del {a}[0]', f'del {a}[:]', f'{a}.pop()', f'{a}.clear()', 'kept.clear()',
                           f'{a}.sort(key=lambda x: count(x))', f'{a}.close()', f'{a}.remove({b})',
                           'print(gc.collect())', 'print(gc.collect())', f'{a}.reverse()',
                           f'{self.expression()}')

    def simple(self):
        return self.one_of(self.probe, self.probe, self.binding, self.binding, self.loss)()

    # Statements with a body

    def body(self, indent, n, *more):
        """Some simple statements, each guarded on its own or together."""
        margin = ' ' * indent
        lines = [self.simple() for _ in range(self.random.randint(1, n))]
        at = self.random.randrange(len(lines) + 1)
        return ''.join(f'{margin}{line}\n' for line in [*lines[:at], *more, *lines[at:]])

    def guarded(self):
        return ('try:\n' + self.body(4, 2) +
                'except Exception as error:\n' + '    print(type(error).__name__)\n')

    def handled(self):
        keep = self.one_of('print(count(error))', f'{self.name()} = error', 'kept.append(error)',
                           f'{self.name()} = error.__traceback__', 'print(error.__context__ is None)',
                           'print(sys.exception() is error)')
        flight = self.one_of(f'raise Error({self.expression()})', f'{self.name()} / 0',
                             f'raise KeyError({self.name()}) from Error()')
        after = self.one_of('', '', '', f'finally:\n    print(count({self.name()}))\n',
                            f'finally:\n    {self.name()} = None\n')

        # The last word of a finally may be an error, too.
        inner = ('try:\n' + self.body(4, 1, flight) + 'except Exception as error:\n' + f'    {keep}\n' + after)
        return ('try:\n' + ''.join(f'    {line}\n' for line in inner.splitlines()) +
                'except Exception as error:\n    print("outer", type(error).__name__)\n')

    def with_block(self):
        swallow = self.one_of('True', 'False')
        return ('try:\n' + f"    with Manager('{self.fresh('m')}', {swallow}) as {self.name()}:\n" +
                self.body(8, 2) + 'except Exception as error:\n    print(type(error).__name__)\n')

    def function(self):
        name = self.fresh('g')
        declared = self.random.sample(NAMES, 2)
        scope = self.one_of('', f"    global {', '.join(declared)}\n")
        result = self.one_of('    return p\n', '    return [p, q]\n', '', f'    return {self.expression()}\n',
                             '    return sys.exception()\n', '    return locals()\n')
        self.functions.append(name)
        return (f'def {name}(p, q={self.one_of("None", "[]", "(1,)", self.new_object())}):\n' + scope +
                self.body(4, 4, self.one_of('print(count(p))', 'r = p', 'p = None', 'del p')) + result)

    def closure(self):
        name = self.fresh('g')
        inner = self.one_of('return v', 'nonlocal v; v = None', 'return [v, p]', 'return count(v)', 'return inner',
                            'return lambda: v')
        result = self.one_of('inner', '[inner, v]', 'inner()', 'v')
        value = self.expression()
        self.functions.append(name)
        return (f'def {name}(p):\n    v = {value}\n    def inner(): {inner}\n' +
                self.one_of('', '    print(count(v))\n', '    v = p\n') + f'    return {result}\n')

    def generator(self):
        name = self.fresh('g')
        self.functions.append(name)
        return (f"def {name}(p):\n    local = {self.new_object()}\n    try:\n        yield p\n" +
                self.one_of('        yield count(p)\n', '        yield from [p, local]\n',
                            f'        p = yield {self.expression()}\n') +
                self.one_of('    finally:\n        print("finally", count(local))\n',
                            '    except ValueError:\n        yield None\n') +
                self.one_of('    return local\n', ''))

    def class_statement(self):
        name = self.fresh('C')
        base = self.one_of('', '', '(N)', '(Plain)', '(list)', '(Slots)')
        self.functions.append(name)
        return (f'class {name}{base}:\n' +
                self.one_of(f'    shared = [{self.new_object()}]\n', '    shared = []\n', '    __slots__ = ()\n') +
                self.one_of('    def method(self): return self\n', '    def method(self): return __class__\n',
                            '    @property\n    def x(self): return self.shared\n',
                            '    @staticmethod\n    def method(x): return x\n',
                            '    @classmethod\n    def method(cls): return cls\n', ''))

    def weak_container(self):
        container = self.one_of('WeakValueDictionary', 'WeakKeyDictionary', 'WeakSet')
        name = self.fresh('w')
        fill = {'WeakValueDictionary': f"{name}['k'] = {self.name()}",
                'WeakKeyDictionary': f'{name}[{self.name()}] = {self.expression(1)}',
                'WeakSet': f'{name}.add({self.name()})'}[container]
        return (f'{name} = weakref.{container}()\n' +
                f'try:\n    {fill}\nexcept Exception as error:\n    print(type(error).__name__)\n' +
                f'print(len({name}), count({name}))\n' + self.guarded() + f'print(len({name}))\n')

    def finalizer(self):
        name = self.name()
        return (f"try:\n    weakref.finalize({name}, print, 'finalized').atexit = False\n"
                'except Exception as error:\n    print(type(error).__name__)\n')

    def statement(self):
        return self.random.choices(
            [self.guarded, self.handled, self.with_block, self.function, self.closure, self.generator,
             self.class_statement, self.weak_container, self.finalizer],
            [24, 4, 2, 4, 3, 3, 2, 1, 1])[0]()

    def make(self, n_statements):
        for name in NAMES:
            value = self.one_of(self.new_object(), self.new_object(), f'[{self.new_object()}]',
                                f"{{'k': {self.new_object()}}}", self.random.choice(LITERALS))
            self.chunks.append(f'{name} = {value}\n')

        while n_statements > 0:
            text = self.statement()
            self.chunks += chunks_of(text.splitlines(keepends=True))
            n_statements -= 1

        return self.chunks


def make_program(seed, n_statements=25):
    """The chunks of the program of @seed: the same in every run."""
    return ProgramMaker(seed).make(n_statements)
