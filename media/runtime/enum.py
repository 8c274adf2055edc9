"""Python's ``enum``: a class with a fixed set of members. The compiler calls ``declare_`` after the class."""

from browser import Object, Symbol, undefined

from media.runtime.errors import KeyError, ValueError
from media.runtime.text import repr

DIALECT = 'plain'


class auto:
    """A marker for the next integer as a value."""


class Enum:
    @classmethod
    def declare_(cls, title, names):
        """Create the members, and support ``Color(1)``, ``Color['RED']`` and ``for color in Color``."""
        members = []
        by_name = {}
        last = 0
        for name in names:
            value = cls.prototype[name]
            if isinstance(value, auto):
                value = last + 1
            last = value
            member = members.find(lambda each: each.value == value)
            if not member:
                member = Object.create(cls.prototype)
                Object.assign(member, {'name': name, 'value': value, 'title_': title})
                members.push(member)
            by_name[name] = member
            cls.prototype[name] = member
        cls.call_ = lambda value: _valued(members.find(lambda each: each.value == value), value, title)
        cls.__getitem__ = lambda name: _named(by_name[name], name)
        cls.__contains__ = lambda value: members.some(lambda each: each == value or each.value == value)
        cls.__len__ = lambda: members.length
        Object.defineProperty(cls, Symbol.iterator, {'value': lambda: members.values()})

    def __str__(self):
        return f'{self.title_}.{self.name}'

    def __repr__(self):
        return f'<{self.title_}.{self.name}: {repr(self.value)}>'


def _valued(member, value, title):
    if member == undefined:
        raise ValueError(f'{repr(value)} is not a valid {title}')
    return member


def _named(member, name):
    if member == undefined:
        raise KeyError(repr(name))
    return member
