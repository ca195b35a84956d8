class KeyedRef(ref):
    """A weak reference to a value that knows under which key that is kept."""

    __slots__ = ('key',)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self


class _WeakContainer:
    """What weak dicts and sets share: entries of dead objects leave at once, but not while somebody
    iterates."""

    def __init__(self):
        owner = ref(self)

        def leave(entry):
            self = owner()

            if self is None:
                return
            if self._iterating:
                self._left.append(entry)
            else:
                self._drop(entry)

        self._leave = leave
        self._iterating = 0
        self._left = []

    def _guard(self, entries):
        """`entries`, during which nothing leaves by itself."""
        self._iterating += 1

        try:
            yield from entries
        finally:
            self._iterating -= 1

            while not self._iterating and self._left:
                self._drop(self._left.pop())

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'


class _WeakMapping(_WeakContainer):
    """The methods of a mapping, by those of its entries: dead ones are not seen."""

    def __contains__(self, key):
        return self.get(key, self) is not self

    def __iter__(self):
        for key, value in self.items():
            yield key

    def keys(self):
        for key, value in self.items():
            yield key

    def values(self):
        for key, value in self.items():
            yield value

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def update(self, other=(), /, **kwargs):
        for key, value in (other.items() if hasattr(other, 'items') else other):
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def popitem(self):
        for key, value in self.items():
            break
        else:
            raise KeyError('popitem(): dictionary is empty')

        del self[key]
        return key, value

    def clear(self):
        self.data.clear()
        self._left.clear()

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __eq__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    def __or__(self, other):
        if not hasattr(other, 'items'):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakMapping):
    """Mapping class that references values weakly.

    Entries in the dictionary will be discarded when no strong
    reference to the value exists anymore
    """

    def __init__(self, other=(), /, **kw):
        _WeakContainer.__init__(self)
        self.data = {}
        self.update(other, **kw)

    def _drop(self, entry):
        if self.data.get(entry.key) is entry:
            del self.data[entry.key]

    def __getitem__(self, key):
        value = self.data[key]()

        if value is None:
            raise KeyError(key)

        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._leave, key)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data) - len(self._left)

    def items(self):
        for key, entry in self._guard(self.data.items()):
            value = entry()

            if value is not None:
                yield key, value

    def pop(self, key, *args):
        entry = self.data.pop(key, None)
        value = entry() if entry is not None else None

        if value is not None:
            return value
        if args:
            return args[0]

        raise KeyError(key)

    def itervaluerefs(self):
        """Return an iterator that yields the weak references to the values."""
        yield from self._guard(self.data.values())

    def valuerefs(self):
        """Return a list of weak references to the values."""
        return list(self.data.values())


class WeakKeyDictionary(_WeakMapping):
    """Mapping class that references keys weakly.

    Entries in the dictionary will be discarded when there is no
    longer a strong reference to the key.
    """

    def __init__(self, dict=None):
        _WeakContainer.__init__(self)
        self.data = {}

        if dict is not None:
            self.update(dict)

    def _drop(self, entry):
        self.data.pop(entry, None)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._leave)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __len__(self):
        return len(self.data) - len(self._left)

    def items(self):
        for entry, value in self._guard(self.data.items()):
            key = entry()

            if key is not None:
                yield key, value

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def keyrefs(self):
        """Return a list of weak references to the keys."""
        return list(self.data)


class WeakSet(_WeakContainer):
    """A set of objects that it references weakly."""

    def __init__(self, data=None):
        _WeakContainer.__init__(self)
        self.data = set()

        if data is not None:
            self.update(data)

    def _drop(self, entry):
        self.data.discard(entry)

    def __iter__(self):
        for entry in self._guard(self.data):
            item = entry()

            if item is not None:
                yield item

    def __len__(self):
        return len(self.data) - len(self._left)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._leave))

    def update(self, other):
        for item in other:
            self.add(item)

    def remove(self, item):
        self.data.remove(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def pop(self):
        while True:
            try:
                item = self.data.pop()()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None

            if item is not None:
                return item

    def clear(self):
        self.data.clear()
        self._left.clear()

    def copy(self):
        return type(self)(self)

    def __eq__(self, other):
        if not isinstance(other, WeakSet):
            return NotImplemented
        return set(self) == set(other)

    def union(self, other):
        result = self.copy()
        result.update(other)
        return result

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    def difference(self, other):
        result = self.copy()
        for item in other:
            result.discard(item)
        return result

    def issubset(self, other):
        return set(self) <= set(other)

    def issuperset(self, other):
        return set(self) >= set(other)

    __or__ = union
    __and__ = intersection
    __sub__ = difference
    __le__ = issubset
    __ge__ = issuperset


class WeakMethod(ref):
    """A weak reference to a bound method, which works as long as the object lives."""

    __slots__ = ('_func_ref', '_meth_type', '_alive', '__weakref__')

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(
                'argument should be a bound method, not {}'.format(type(meth))) from None

        def died(_):
            self = own()

            if self is not None and self._alive:
                self._alive = False

                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, owner, died)
        self._func_ref = ref(function, died)
        self._meth_type = type(meth)
        self._alive = True
        own = ref(self)
        return self

    def __call__(self):
        owner = ref.__call__(self)
        function = self._func_ref()

        if owner is None or function is None:
            return None

        return self._meth_type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    __hash__ = ref.__hash__


class _Pending:
    __slots__ = ('weakref', 'func', 'args', 'kwargs', 'atexit')


class finalize:
    """Class for finalization of weakrefable objects.

    finalize(obj, func, *args, **kwargs) returns a callable finalizer
    object which will be called when obj is garbage collected.
    """

    __slots__ = ()
    _registry = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        pending = _Pending()
        pending.weakref = ref(obj, self)
        pending.func = func
        pending.args = args
        pending.kwargs = kwargs or None
        pending.atexit = True
        self._registry[self] = pending

    def __call__(self, _=None):
        """If alive then mark as dead and return func(*args, **kwargs);
        otherwise return None"""
        pending = self._registry.pop(self, None)

        if pending is not None:
            return pending.func(*pending.args, **(pending.kwargs or {}))

    def detach(self):
        """If alive then mark as dead and return (obj, func, args, kwargs);
        otherwise return None"""
        pending = self._registry.get(self)
        obj = pending.weakref() if pending is not None else None

        if obj is not None and self._registry.pop(self, None) is not None:
            return obj, pending.func, pending.args, pending.kwargs or {}

    def peek(self):
        """If alive then return (obj, func, args, kwargs);
        otherwise return None"""
        pending = self._registry.get(self)
        obj = pending.weakref() if pending is not None else None

        if obj is not None:
            return obj, pending.func, pending.args, pending.kwargs or {}

    @property
    def alive(self):
        """Whether finalizer is alive"""
        return self in self._registry

    @property
    def atexit(self):
        """Whether finalizer should be called at exit"""
        pending = self._registry.get(self)
        return pending is not None and pending.atexit

    @atexit.setter
    def atexit(self, value):
        pending = self._registry.get(self)

        if pending is not None:
            pending.atexit = bool(value)

    def __repr__(self):
        pending = self._registry.get(self)
        obj = pending.weakref() if pending is not None else None

        if obj is None:
            return f'<{type(self).__name__} object at {id(self):#x}; dead>'

        return f'<{type(self).__name__} object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>'


def _live(reference):
    obj = reference()

    if obj is None:
        raise ReferenceError('weakly-referenced object no longer exists')

    return obj


def _forward(operation):
    """A special method of a proxy: the object behind it is asked, and the one behind another proxy."""

    def method(self, *args):
        args = [_live(_get_reference(arg)) if type(arg) in ProxyTypes else arg for arg in args]
        return operation(_live(_get_reference(self)), *args)

    return method


class ProxyType:
    """What stands for an object that it references weakly."""

    __slots__ = ('_reference', '__weakref__')

    def __getattribute__(self, name):
        return getattr(_live(_get_reference(self)), name)

    def __setattr__(self, name, value):
        setattr(_live(_get_reference(self)), name, value)

    def __delattr__(self, name):
        delattr(_live(_get_reference(self)), name)

    def __repr__(self):
        obj = _get_reference(self)()
        return f'<weakproxy at {id(self):#x} to {type(obj).__name__} at {id(obj):#x}>'

    __hash__ = None
    __str__ = _forward(str)
    __bool__ = _forward(bool)
    __len__ = _forward(len)
    __iter__ = _forward(iter)
    __next__ = _forward(next)
    __contains__ = _forward(lambda x, y: y in x)
    __getitem__ = _forward(lambda x, y: x[y])
    __setitem__ = _forward(lambda x, y, z: x.__setitem__(y, z))
    __delitem__ = _forward(lambda x, y: x.__delitem__(y))
    __lt__ = _forward(lambda x, y: x < y)
    __le__ = _forward(lambda x, y: x <= y)
    __eq__ = _forward(lambda x, y: x == y)
    __ne__ = _forward(lambda x, y: x != y)
    __gt__ = _forward(lambda x, y: x > y)
    __ge__ = _forward(lambda x, y: x >= y)
    __add__ = _forward(lambda x, y: x + y)
    __radd__ = _forward(lambda x, y: y + x)
    __sub__ = _forward(lambda x, y: x - y)
    __rsub__ = _forward(lambda x, y: y - x)
    __mul__ = _forward(lambda x, y: x * y)
    __rmul__ = _forward(lambda x, y: y * x)
    __truediv__ = _forward(lambda x, y: x / y)
    __floordiv__ = _forward(lambda x, y: x // y)
    __mod__ = _forward(lambda x, y: x % y)
    __neg__ = _forward(lambda x: -x)
    __int__ = _forward(int)
    __float__ = _forward(float)


class CallableProxyType(ProxyType):
    """The same for an object that can be called."""

    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _live(_get_reference(self))(*args, **kwargs)


_get_reference = ProxyType._reference.__get__
_set_reference = ProxyType._reference.__set__
ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    """Create a proxy object that weakly references 'object'."""
    kind = CallableProxyType if callable(object) else ProxyType
    self = kind.__new__(kind)
    own = ref(self)

    def died(_):
        if own() is not None:
            callback(own())

    _set_reference(self, ref(object, None if callback is None else died))

    return self
