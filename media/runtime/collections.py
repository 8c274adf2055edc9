"""Python's ``collections``: defaultdict, OrderedDict, Counter and deque."""

from browser import Map

from media.runtime.items import entries, is_dict


class defaultdict(Map):
    """A dict that creates missing values."""

    def __init__(self, default_factory=None, values=None):
        self.default_factory = default_factory
        for key, value in _pairs(values):
            self.set(key, value)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(repr(key))
        value = self.default_factory()
        self.set(key, value)
        return value


class OrderedDict(Map):
    def __init__(self, values=None):
        for key, value in _pairs(values):
            self.set(key, value)

    def move_to_end(self, key, last=True):
        if not self.has(key):
            raise KeyError(repr(key))
        value = self.get(key)
        others = [] if last else [pair for pair in entries(self) if pair[0] != key]
        if last:
            self.delete(key)
        else:
            Map.prototype.clear.call(self)
        for name, each in [[key, value], *others]:
            self.set(name, each)

    def popitem(self, last=True):
        pairs = entries(self)
        if not pairs:
            raise KeyError('dictionary is empty')
        pair = pairs[-1 if last else 0]
        self.delete(pair[0])
        return pair


class Counter(Map):
    """A dict of how often each value occurs; missing values have the count 0."""

    def __init__(self, values=None):
        self.update(values)

    def __missing__(self, key):
        return 0

    def _add(self, values, sign):
        if values is None:
            return
        pairs = entries(values) if is_dict(values) else [[value, 1] for value in values]
        for key, count in pairs:
            self.set(key, (self.get(key) or 0) + sign * count)

    def update(self, values=None):
        self._add(values, 1)

    def subtract(self, values=None):
        self._add(values, -1)

    def most_common(self, n=None):
        pairs = sorted(entries(self), key=lambda pair: pair[1], reverse=True)
        return pairs if n is None else pairs[:n]

    def elements(self):
        return [key for key, count in entries(self) for _ in range(count)]

    def total(self):
        return sum(count for key, count in entries(self))


class deque:
    """A double-ended queue; beyond ``maxlen``, items at the other end are dropped."""

    def __init__(self, iterable=(), maxlen=None):
        self.maxlen = maxlen
        self.values = []
        self.extend(iterable)

    def __len__(self):
        return len(self.values)

    def __iter__(self):
        return iter(self.values)

    def __getitem__(self, index):
        return self.values[index]

    def __setitem__(self, index, value):
        self.values[index] = value

    def __contains__(self, value):
        return value in self.values

    def __eq__(self, other):
        return isinstance(other, deque) and self.values == other.values

    def __repr__(self):
        return f'deque({self.values!r})' if self.maxlen is None else f'deque({self.values!r}, maxlen={self.maxlen})'

    def append(self, value):
        self.values.append(value)
        if self.maxlen is not None and len(self.values) > self.maxlen:
            self.values.pop(0)

    def appendleft(self, value):
        self.values.insert(0, value)
        if self.maxlen is not None and len(self.values) > self.maxlen:
            self.values.pop()

    def extend(self, iterable):
        for value in list(iterable):
            self.append(value)

    def extendleft(self, iterable):
        for value in list(iterable):
            self.appendleft(value)

    def pop(self):
        return self.values.pop()

    def popleft(self):
        return self.values.pop(0)

    def rotate(self, n=1):
        if self.values:
            cut = len(self.values) - n % len(self.values)
            self.values = self.values[cut:] + self.values[:cut]

    def clear(self):
        self.values = []

    def remove(self, value):
        self.values.remove(value)

    def index(self, value):
        return self.values.index(value)

    def count(self, value):
        return self.values.count(value)

    def reverse(self):
        self.values.reverse()


def _pairs(values):
    return [] if values is None else entries(values) if is_dict(values) else list(values)
