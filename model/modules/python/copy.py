"""Generic (shallow and deep) copying operations."""


class Error(Exception):
    pass


error = Error


def copy(x):
    """Shallow copy operation on arbitrary Python objects."""
    kind = type(x)

    if kind in _SHARED or issubclass(kind, type):
        return x
    if kind in _CONTAINERS:
        return kind.copy(x)

    method = getattr(kind, '__copy__', None)

    if method is not None:
        return method(x)

    return _rebuild(x, None)


def deepcopy(x, memo=None):
    """Deep copy operation on arbitrary Python objects."""
    kind = type(x)

    if kind in _ATOMIC:
        return x
    if memo is None:
        memo = {}

    known = memo.get(id(x), memo)

    if known is not memo:
        return known

    result = _deepcopy_new(x, kind, memo)

    # What was copied must live as long as its id is remembered.
    if result is not x:
        memo[id(x)] = result
        memo.setdefault(id(memo), []).append(x)

    return result


def _deepcopy_new(x, kind, memo):
    worker = _WORKERS.get(kind)

    if worker is not None:
        return worker(x, memo)
    if issubclass(kind, type):
        return x

    method = getattr(x, '__deepcopy__', None)

    return method(memo) if method is not None else _rebuild(x, memo)


def _deepcopy_list(x, memo):
    result = []
    memo[id(x)] = result

    for item in x:
        result.append(deepcopy(item, memo))

    return result


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]

    # A tuple that holds itself, by way of something that changes, has been copied meanwhile.
    if id(x) in memo:
        return memo[id(x)]

    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)

    return x


def _deepcopy_dict(x, memo):
    result = {}
    memo[id(x)] = result

    for key, value in x.items():
        result[deepcopy(key, memo)] = deepcopy(value, memo)

    return result


def _deepcopy_set(x, memo):
    return type(x)([deepcopy(item, memo) for item in x])


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


def _rebuild(x, memo):
    """An object of the same class, its attributes copied, or shared if there is no memo."""
    kind = type(x)
    made = _make_empty(x, kind, memo)

    if memo is not None:
        memo[id(x)] = made

    _fill(x, kind, made, memo)
    state = _get_state(x)

    if state:
        _set_state(made, state if memo is None else deepcopy(state, memo))

    return made


def _make_empty(x, kind, memo):
    """What a copy of `x` begins as: what is inside a built-in's own struct is there already."""
    if isinstance(x, _UNCOPIED):
        raise TypeError("cannot pickle '" + kind.__name__ + "' object")
    if isinstance(x, BaseException):
        return kind.__new__(kind, *_copy_part(x.args, memo))
    if isinstance(x, (tuple, frozenset)):
        base = tuple if isinstance(x, tuple) else frozenset
        return kind.__new__(kind, _copy_part(base(list(base.__iter__(x))), memo))
    for base in (int, float, complex, str, bytes):
        if isinstance(x, base):
            return kind.__new__(kind, base(x))

    return kind.__new__(kind, *_get_arguments(x, memo))


def _get_arguments(x, memo):
    method = getattr(type(x), '__getnewargs__', None)

    return _copy_part(method(x), memo) if method is not None else ()


def _copy_part(part, memo):
    return part if memo is None else deepcopy(part, memo)


def _fill(x, kind, made, memo):
    if isinstance(x, list):
        for item in x:
            made.append(_copy_part(item, memo))
    elif isinstance(x, dict):
        for key, value in x.items():
            made[_copy_part(key, memo)] = _copy_part(value, memo)
    elif isinstance(x, set):
        for item in x:
            made.add(_copy_part(item, memo))


def _get_state(x):
    """Attributes by name, or what the class's own __getstate__ gives."""
    method = getattr(type(x), '__getstate__', None)

    if method is not None and method is not getattr(object, '__getstate__', None):
        return method(x)

    state = dict(x.__dict__) if hasattr(x, '__dict__') else {}
    slots = _get_slots(x)

    return (state or None, slots) if slots else state


def _get_slots(x):
    slots = {}

    for base in type(x).__mro__:
        names = base.__dict__.get('__slots__', ())

        for name in (names,) if isinstance(names, str) else names:
            if name.startswith('__') and not name.endswith('__'):
                name = '_' + base.__name__.lstrip('_') + name
            if name not in _NO_SLOTS and hasattr(x, name):
                slots[name] = getattr(x, name)

    return slots


def _set_state(made, state):
    if hasattr(made, '__setstate__'):
        made.__setstate__(state)
        return

    slots = None

    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        made.__dict__.update(state)
    if slots:
        for name, value in slots.items():
            setattr(made, name, value)


def _get_kinds():
    """Types that no name leads to."""
    function = type(_get_kinds)
    method = type(Error().with_traceback)
    bound = type(_Sample().method)

    return function, method, bound


class _Sample:
    def method(self):
        pass


_FUNCTION, _BUILTIN, _METHOD = _get_kinds()
_NO_SLOTS = ('__dict__', '__weakref__')
_ATOMIC = {type(None), int, float, bool, complex, bytes, str, type, range, property, type(...),
           type(NotImplemented), _FUNCTION, _BUILTIN, type(_get_kinds.__code__)}
_SHARED = _ATOMIC | {tuple, frozenset, slice}
_CONTAINERS = {list, dict, set}
_UNCOPIED = (type(iter(_Sample.__dict__.items())), type(_ for _ in ()), type(_get_kinds.__globals__.keys()))
_WORKERS = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict, set: _deepcopy_set,
            frozenset: _deepcopy_set, _METHOD: _deepcopy_method}
